use tl_runtime::TlObject;

struct Label {
    x: i32,
}

#[derive(TlObject)]
#[tl("jq.job one:jq.label all:vector<jq.label> some:Vector<jq.Label> = jq.Job;")]
struct Job {
    one: Label,
    all: Vec<Label>,
    some: Vec<Label>,
}

#[derive(TlObject)]
#[tl("jq.number n:int = jq.Number;")]
struct Number {
    n: Label,
}
