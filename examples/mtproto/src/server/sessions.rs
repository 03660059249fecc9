//! What the server remembers of its clients, within bounds.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::crypto::AuthKey;

/// How many keys there are at most.
const MAX_KEYS: usize = 10_000;

/// How many sessions there are at most.
const MAX_SESSIONS: usize = 10_000;

/// How many ids of messages are remembered of a session.
const MAX_RECENT: usize = 4096;

/// How long a session is remembered. A message that is older is not taken anyway.
const LIFE: Duration = Duration::from_secs(600);

/// The keys that clients have agreed on.
#[derive(Debug, Default)]
pub struct Keys(Mutex<HashMap<i64, Known>>);

/// A key, and the salt that goes with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) key: AuthKey,
    pub(super) salt: i64,
}

impl Keys {
    /// Remembers a key, unless there are too many.
    pub(super) fn insert(&self, known: Known) -> bool {
        let mut keys = lock(&self.0);
        let has_room = keys.len() < MAX_KEYS;
        if has_room {
            keys.insert(known.key.id(), known);
        }
        has_room
    }

    pub(super) fn find(&self, id: i64) -> Option<Known> {
        lock(&self.0).get(&id).copied()
    }

    pub(super) fn remove(&self, id: i64) -> bool {
        lock(&self.0).remove(&id).is_some()
    }
}

/// The sessions, by their keys and their own ids.
#[derive(Debug, Default)]
pub(super) struct Sessions(Mutex<HashMap<(i64, i64), Session>>);

#[derive(Debug)]
struct Session {
    recent: BTreeSet<i64>,
    used: Instant,
    /// How many messages that want an acknowledgement the server has sent.
    sent: i32,
}

impl Sessions {
    /// Begins a session, if there is none of that name yet. `None` where there are too many.
    pub(super) fn open(&self, name: (i64, i64)) -> Option<bool> {
        let mut sessions = lock(&self.0);
        let now = Instant::now();
        if let Some(session) = sessions.get_mut(&name) {
            session.used = now;
            return Some(false);
        }
        if sessions.len() >= MAX_SESSIONS {
            sessions.retain(|_, session| now - session.used < LIFE);
        }
        if sessions.len() >= MAX_SESSIONS {
            return None;
        }
        let session = Session {
            recent: BTreeSet::new(),
            used: now,
            sent: 0,
        };
        sessions.insert(name, session);
        Some(true)
    }

    /// Whether a message is new to the session, which remembers it.
    pub(super) fn is_new(&self, name: (i64, i64), msg_id: i64) -> bool {
        let mut sessions = lock(&self.0);
        let Some(Session { recent, .. }) = sessions.get_mut(&name) else {
            return false;
        };
        // What is older than all that is remembered may have been forgotten.
        let oldest = recent
            .first()
            .copied()
            .filter(|_| recent.len() >= MAX_RECENT);
        if oldest.is_some_and(|oldest| msg_id < oldest) || !recent.insert(msg_id) {
            return false;
        }
        if recent.len() > MAX_RECENT {
            recent.pop_first();
        }
        true
    }

    /// The number of the next message to the client.
    pub(super) fn seqno(&self, name: (i64, i64), wants_ack: bool) -> i32 {
        let mut sessions = lock(&self.0);
        let Some(session) = sessions.get_mut(&name) else {
            return 0;
        };
        let seqno = session.sent.wrapping_mul(2) | i32::from(wants_ack);
        session.sent = session.sent.wrapping_add(i32::from(wants_ack));
        seqno
    }

    /// Forgets a session.
    pub(super) fn close(&self, name: (i64, i64)) -> bool {
        lock(&self.0).remove(&name).is_some()
    }
}

/// Nothing that holds a lock can panic half-way.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_new_once_and_what_is_forgotten_never_is() {
        let sessions = Sessions::default();
        assert!(!sessions.is_new((1, 1), 5));
        assert_eq!(sessions.open((1, 1)), Some(true));
        assert_eq!(sessions.open((1, 1)), Some(false));
        assert!(sessions.is_new((1, 1), 1));
        assert!(!sessions.is_new((1, 1), 1));
        for msg_id in 2..=MAX_RECENT as i64 + 1 {
            assert!(sessions.is_new((1, 1), msg_id));
        }
        assert!(!sessions.is_new((1, 1), 1));
        assert!(!sessions.is_new((1, 1), 0));
        assert_eq!(lock(&sessions.0)[&(1, 1)].recent.len(), MAX_RECENT);
    }

    #[test]
    fn there_is_an_end_to_sessions_and_keys() {
        let sessions = Sessions::default();
        let keys = Keys::default();
        for number in 0..MAX_SESSIONS as i64 {
            assert_eq!(sessions.open((1, number)), Some(true));
            let mut key = [0; 256];
            key[..8].copy_from_slice(&number.to_le_bytes());
            let key = AuthKey::new(key);
            assert!(keys.insert(Known { key, salt: 0 }));
        }
        assert_eq!(sessions.open((1, -1)), None);
        assert_eq!(sessions.open((1, 5)), Some(false));
        let key = AuthKey::new([1; 256]);
        assert!(!keys.insert(Known { key, salt: 0 }));
        assert!(sessions.close((1, 5)));
        assert_eq!(sessions.open((1, -1)), Some(true));
    }
}
