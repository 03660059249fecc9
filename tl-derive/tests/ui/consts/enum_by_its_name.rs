use tl_runtime::TlObject;

#[derive(TlObject)]
enum Plan {
    Run(Run),
    Retry(Retry),
}

#[derive(TlObject)]
#[tl("jq.run c:string = jq.Plan;")]
struct Run {
    c: String,
}

#[derive(TlObject)]
#[tl("jq.retry n:int plan:jq.Plan = jq.Plan;")]
struct Retry {
    n: i32,
    plan: Box<Plan>,
}

#[derive(TlObject)]
enum Runs {
    Run(Box<Run>),
}

#[derive(TlObject)]
#[tl("jq.get = jq.Plan;", response = Plan)]
struct Get;

#[derive(TlObject)]
#[tl("jq.list = Vector<jq.Plan>;", response = Vec<Plan>)]
struct List;
