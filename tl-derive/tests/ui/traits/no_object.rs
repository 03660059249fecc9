use tl_runtime::TlObject;
use tl_runtime::value::AnyObject;

#[derive(TlObject, Debug)]
#[tl("ping id:long = Pong;", encode_only)]
struct Ping {
    id: i64,
}

fn id(object: &dyn AnyObject) -> Option<i64> {
    Some(object.downcast_ref::<Ping>()?.id)
}

fn object(ping: Ping) -> Box<dyn AnyObject> {
    Box::new(ping)
}
