use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "jobs.failed")]
struct Failed {
    code: i32,
}

#[derive(TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "jobs.list")]
struct List<T> {
    items: Vec<T>,
}

type Alias = Failed;

#[derive(TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "jobs.report")]
struct Report {
    state: Box<Failed>,
    states: Vec<Alias>,
    page: List<i32>,
}

#[derive(TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "jobs.perhaps")]
struct Perhaps {
    state: Option<Failed>,
}

#[derive(TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "jobs.state", response = Failed)]
struct GetState;

#[derive(TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "jobs.states", response = Vec<Failed>)]
struct GetStates;

// An enum may leave some out.
#[derive(TlObject)]
#[tl(type = "jobs.State")]
enum State {
    Failed(Failed),
}

#[derive(TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "jobs.state", response = State)]
struct GetStateAsEnum;
