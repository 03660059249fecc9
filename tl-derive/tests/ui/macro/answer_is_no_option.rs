#[derive(tl_runtime::TlObject)]
#[tl("getNumber = Number;", response = Option<Number>)]
struct GetNumber;

#[derive(tl_runtime::TlObject)]
#[tl("getNumbers = Vector Number;", response = Vec<Option<Number>>)]
struct GetNumbers;

#[derive(tl_runtime::TlObject)]
#[tl("getCount = Int;", response = Option<i32>)]
struct GetCount;

#[derive(tl_runtime::TlObject)]
#[tl("number value:int = Number;")]
struct Number {
    value: i32,
}
