#[derive(tl_runtime::TlObject)]
#[tl("egg hen:Hen = Egg;")]
struct Egg {
    hen: Box<Hen>,
}

#[derive(tl_runtime::TlObject)]
#[tl("hen egg:egg age:int = Hen;")]
struct Hen {
    egg: Egg,
    age: i32,
}
