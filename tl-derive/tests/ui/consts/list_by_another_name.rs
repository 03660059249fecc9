type Three = [i32; 3];
type Ids = Vec<i32>;

#[derive(tl_runtime::TlObject)]
#[tl("arrays a:Vector<int> n:# b:n*[ int ] = Arrays;")]
struct Arrays {
    a: Three,
    n: u32,
    b: Three,
}

#[derive(tl_runtime::TlObject)]
#[tl("lists a:Vector<int> b:Vector<vector<int>> c:2*[ int ] = Lists;")]
struct Lists {
    a: std::collections::VecDeque<i32>,
    b: Ids,
    c: std::rc::Rc<[i32; 2]>,
}

#[derive(tl_runtime::TlObject)]
#[tl("all = Vector<int>;", response = std::collections::BTreeSet<i32>)]
struct All;
