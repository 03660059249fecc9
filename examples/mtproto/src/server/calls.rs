//! The handlers of a server, one for each function.

use std::collections::HashMap;

use tl_runtime::value::{AnyObject, Registry};
use tl_runtime::{EncodeError, Identify, Serve};

use crate::refusal;
use crate::tl::mtproto::types::RpcError;

type Handler = Box<dyn Fn(&dyn AnyObject) -> Result<Vec<u8>, RpcError> + Send + Sync>;
type Query = Box<dyn Fn(&dyn AnyObject) -> Option<&dyn AnyObject> + Send + Sync>;

/// The handlers, by the ids of their functions.
pub(super) struct Calls {
    pub(super) registry: &'static Registry,
    handlers: HashMap<u32, Handler>,
    wrappers: HashMap<u32, Query>,
    other: Option<Handler>,
}

impl Calls {
    pub(super) fn new(registry: &'static Registry) -> Self {
        Self {
            registry,
            handlers: HashMap::new(),
            wrappers: HashMap::new(),
            other: None,
        }
    }

    // ANCHOR: on
    pub(super) fn on<F: Serve + AnyObject>(
        &mut self,
        handler: impl Fn(&F) -> Result<F::Response, RpcError> + Send + Sync + 'static,
    ) {
        let by_type = move |call: &dyn AnyObject| {
            let call: &F = call.downcast_ref().ok_or_else(internal)?;
            let answer = handler(call)?;
            call.encode_response(&answer)
                .map_err(|_: EncodeError| internal())
        };
        self.handlers.insert(F::ID, Box::new(by_type));
    }
    // ANCHOR_END: on

    pub(super) fn through<F: Identify + AnyObject>(
        &mut self,
        query: fn(&F) -> &Box<dyn AnyObject>,
    ) {
        self.wrappers.insert(
            F::ID,
            Box::new(move |call| Some(&**query(call.downcast_ref()?))),
        );
    }

    pub(super) fn otherwise(
        &mut self,
        handler: impl Fn(&dyn AnyObject) -> Result<Vec<u8>, RpcError> + Send + Sync + 'static,
    ) {
        self.other = Some(Box::new(handler));
    }

    /// Returns the encoded answer to a call, or the error.
    pub(super) fn answer(&self, mut call: &dyn AnyObject) -> Result<Vec<u8>, RpcError> {
        while let Some(inner) = self.wrappers.get(&call.id()).and_then(|query| query(call)) {
            call = inner;
        }
        match self.handlers.get(&call.id()).or(self.other.as_ref()) {
            Some(handler) => handler(call),
            None => Err(refusal(501, "METHOD_NOT_IMPLEMENTED")),
        }
    }
}

fn internal() -> RpcError {
    refusal(500, "INTERNAL")
}
