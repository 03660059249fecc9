// ANCHOR: file
//! A client that makes typed calls, and gets typed updates.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use tl_runtime::json::{self, Json, JsonError, JsonFunction};

use crate::Error;
use crate::td_api::{enums, functions, types};
use crate::tdjson::Tdjson;

/// The time limit for an answer.
const TIME: Duration = Duration::from_secs(20);

/// One client of TDLib.
#[derive(Debug)]
pub struct Client {
    td: Tdjson,
    id: i32,
    /// The number of calls so far.
    calls: i64,
    /// Updates that arrived while the client waited for an answer.
    updates: VecDeque<Json>,
}

/// An update from TDLib.
#[derive(Debug)]
pub enum Received {
    /// An update that matches the schema.
    Update(Box<enums::Update>),
    /// Any other update, and the reason that it cannot be decoded.
    Unknown(Json, JsonError),
}

impl Client {
    /// Returns a client that has not sent anything yet.
    #[must_use]
    pub fn new(mut td: Tdjson) -> Self {
        Self {
            id: td.create_client_id(),
            td,
            calls: 0,
            updates: VecDeque::new(),
        }
    }

    // ANCHOR: execute
    /// Makes a call that needs no client; TDLib answers it at once.
    ///
    /// # Errors
    /// If TDLib returns an error.
    pub fn execute<F: JsonFunction>(&mut self, call: &F) -> Result<F::Response, Error> {
        let answer = self.td.execute(&json::to_string(call)?);
        answered::<F>(answer.ok_or(Error::Silent)?.parse()?)
    }
    // ANCHOR_END: execute

    // ANCHOR: invoke
    /// Makes a call, and waits for the answer. Updates that arrive before it are kept.
    ///
    /// # Errors
    /// If TDLib returns an error, or takes too long.
    pub fn invoke<F: JsonFunction>(&mut self, call: &F) -> Result<F::Response, Error> {
        let extra = self.request(call)?;
        let begun = Instant::now();
        loop {
            let left = TIME.saturating_sub(begun.elapsed());
            let mut received: Json = self.td.receive(left).ok_or(Error::Silent)?.parse()?;
            match received.remove("@extra") {
                Some(found) if found == extra => return answered::<F>(received),
                // The answer to a call that was only sent, or that took too long.
                Some(_) => {}
                None => self.updates.push_back(received),
            }
        }
    }

    /// Sends a call without waiting for its answer, which is dropped when it arrives.
    ///
    /// # Errors
    /// If the call has no JSON form, because one of its numbers is infinite or NaN.
    pub fn send<F: JsonFunction>(&mut self, call: &F) -> Result<(), Error> {
        self.request(call)?;
        Ok(())
    }

    /// Sends a call, and returns the `@extra` that its answer will have.
    fn request<F: JsonFunction>(&mut self, call: &F) -> Result<Json, Error> {
        self.calls += 1;
        let extra = Json::Integer(self.calls);
        let mut request = json::to_value(call)?;
        request.insert("@extra", extra.clone());
        self.td.send(self.id, &request.to_string());
        Ok(extra)
    }
    // ANCHOR_END: invoke

    // ANCHOR: update
    /// Returns the next update; `None` if none arrives in time.
    ///
    /// # Errors
    /// If TDLib sends invalid JSON.
    pub fn next_update(&mut self, time: Duration) -> Result<Option<Received>, Error> {
        let Some(json) = self.next_json(time)? else {
            return Ok(None);
        };
        Ok(Some(match json::from_value(json.clone()) {
            Ok(update) => Received::Update(Box::new(update)),
            Err(error) => Received::Unknown(json, error),
        }))
    }

    /// Returns the JSON of the next update.
    ///
    /// # Errors
    /// As [`next_update`](Self::next_update).
    pub fn next_json(&mut self, time: Duration) -> Result<Option<Json>, Error> {
        if let Some(kept) = self.updates.pop_front() {
            return Ok(Some(kept));
        }
        let begun = Instant::now();
        loop {
            let left = time.saturating_sub(begun.elapsed());
            let Some(text) = self.td.receive(left) else {
                return Ok(None);
            };
            let received: Json = text.parse()?;
            // The answer to a call that was only sent, or that took too long.
            if received.get("@extra").is_none() {
                return Ok(Some(received));
            }
        }
    }
    // ANCHOR_END: update

    // ANCHOR: close
    /// Closes the client, and returns its remaining updates. The last one says that it is closed.
    ///
    /// If the program ends before TDLib is closed, it can be aborted, because TDLib's threads still run.
    ///
    /// # Errors
    /// If TDLib returns an error, sends invalid JSON, or takes too long.
    pub fn close(mut self) -> Result<Vec<Received>, Error> {
        self.invoke(&functions::Close)?;
        let mut last = Vec::new();
        loop {
            let received = self.next_update(TIME)?.ok_or(Error::Silent)?;
            let closed = received.is_closed();
            last.push(received);
            if closed {
                return Ok(last);
            }
        }
    }
    // ANCHOR_END: close
}

impl Received {
    /// Whether the client is closed, and TDLib has freed all that belonged to it.
    fn is_closed(&self) -> bool {
        let Self::Update(update) = self else {
            return false;
        };
        let enums::Update::AuthorizationState(update) = &**update else {
            return false;
        };
        matches!(
            update.authorization_state,
            enums::AuthorizationState::Closed
        )
    }
}

// ANCHOR: answered
/// Decodes the answer to a call, which may be an error.
fn answered<F: JsonFunction>(answer: Json) -> Result<F::Response, Error> {
    if answer.type_name() == Some("error") {
        return Err(json::from_value::<types::Error>(answer)?.into());
    }
    Ok(F::decode_json_response(answer)?)
}
// ANCHOR_END: answered
// ANCHOR_END: file
