use tl_runtime::TlObject;

#[derive(TlObject)]
enum State {
    #[tl("k.on = k.State;")]
    On,
    #[tl("k.off = k.State;")]
    Off,
}

#[derive(TlObject)]
#[tl("k.job id:long = k.Job;")]
struct Job {
    id: i64,
}

#[derive(TlObject)]
#[tl("k.field flags:# state:flags.0?State = k.Field;")]
struct Field {
    state: Option<Box<State>>,
}

#[derive(TlObject)]
#[tl("k.element jobs:Vector<Job> = k.Element;")]
struct Element {
    jobs: Vec<Job>,
}

#[derive(TlObject)]
#[tl("k.bare job:job = k.Bare;")]
struct Bare {
    job: Job,
}

type Jobs = Vec<Job>;

#[derive(TlObject)]
#[tl("k.inAnAlias jobs:Vector<Job> = k.InAnAlias;")]
struct InAnAlias {
    jobs: Jobs,
}

#[derive(TlObject)]
#[tl("k.get = Job;", response = Job)]
struct Answer;

#[derive(TlObject)]
#[tl(type = "Job")]
enum Variant {
    Job(Job),
}

#[derive(TlObject)]
#[tl("cat = Cat;")]
struct Cat;

#[derive(TlObject)]
#[tl("other cat:k.Cat dog:k.cat = Other;")]
struct TheOtherWay {
    cat: Cat,
    dog: Cat,
}
