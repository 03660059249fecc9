use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("bare done:true = Bare;")]
struct Bare {
    done: bool,
}

#[derive(TlObject)]
#[tl("boxed done:True = Boxed;")]
struct Boxed {
    done: bool,
}

#[derive(TlObject)]
#[tl("list all:vector<true> = List;")]
struct List {
    all: Vec<bool>,
}

#[derive(TlObject)]
#[tl("number done:true = Number;")]
struct Number {
    done: i32,
}
