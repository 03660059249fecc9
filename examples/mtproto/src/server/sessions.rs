//! The bounded state that the server keeps for its clients.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::crypto::AuthKey;

/// The maximum number of keys.
const MAX_KEYS: usize = 10_000;

/// The maximum number of sessions.
const MAX_SESSIONS: usize = 4096;

/// The maximum number of message ids to remember for a session; a container holds fewer.
const MAX_RECENT: usize = 2048;

/// The time to remember a session. Older messages are rejected anyway.
const LIFE: Duration = Duration::from_secs(600);

/// The keys that clients have agreed on.
#[derive(Debug, Default)]
pub struct Keys(Mutex<HashMap<i64, Known>>);

/// A key, and its current salt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) key: AuthKey,
    pub(super) salt: i64,
}

impl Keys {
    /// Adds a key unless there are too many; returns whether it was added.
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

    /// Changes the salts of all keys, so that older packets are rejected.
    pub(super) fn change_salts(&self) {
        for known in lock(&self.0).values_mut() {
            known.salt = known.salt.wrapping_add(1);
        }
    }
}

/// The sessions, by the ids of their keys and their own ids.
#[derive(Debug, Default)]
pub(super) struct Sessions(Mutex<HashMap<(i64, i64), Session>>);

#[derive(Debug)]
struct Session {
    /// Whether the client has not ended it. An ended session is kept, because its messages could arrive again.
    is_open: bool,
    recent: BTreeSet<i64>,
    used: Instant,
    /// The number of sent messages that request an acknowledgement.
    sent: i32,
}

impl Sessions {
    /// Opens a session. Returns whether it is new or had ended; `None` if there are too many.
    pub(super) fn open(&self, name: (i64, i64)) -> Option<bool> {
        self.open_at(name, Instant::now())
    }

    fn open_at(&self, name: (i64, i64), now: Instant) -> Option<bool> {
        let mut sessions = lock(&self.0);
        if let Some(session) = sessions.get_mut(&name) {
            session.used = now;
            return Some(!std::mem::replace(&mut session.is_open, true));
        }
        if sessions.len() >= MAX_SESSIONS {
            sessions.retain(|_, session| now - session.used < LIFE);
        }
        if sessions.len() >= MAX_SESSIONS {
            return None;
        }
        let session = Session {
            is_open: true,
            recent: BTreeSet::new(),
            used: now,
            sent: 0,
        };
        sessions.insert(name, session);
        Some(true)
    }

    /// Whether a message is new to the session. Remembers its id.
    pub(super) fn is_new(&self, name: (i64, i64), msg_id: i64) -> bool {
        let mut sessions = lock(&self.0);
        let Some(Session { recent, .. }) = sessions.get_mut(&name) else {
            return false;
        };
        // An id that is older than all remembered ones may have been forgotten.
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

    /// Returns the sequence number of the next message to the client.
    pub(super) fn seqno(&self, name: (i64, i64), wants_ack: bool) -> i32 {
        let mut sessions = lock(&self.0);
        let Some(session) = sessions.get_mut(&name) else {
            return 0;
        };
        let seqno = session.sent.wrapping_mul(2) | i32::from(wants_ack);
        session.sent = session.sent.wrapping_add(i32::from(wants_ack));
        seqno
    }

    /// Ends a session; returns whether it was open.
    pub(super) fn close(&self, name: (i64, i64)) -> bool {
        let mut sessions = lock(&self.0);
        let session = sessions.get_mut(&name);
        session.is_some_and(|session| std::mem::take(&mut session.is_open))
    }
}

/// Locks a mutex. Poisoning is ignored, because no code panics with inconsistent data in it.
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
    fn a_session_that_has_ended_begins_again_and_remembers_its_messages() {
        let sessions = Sessions::default();
        assert!(!sessions.close((1, 1)));
        assert_eq!(sessions.open((1, 1)), Some(true));
        assert!(sessions.is_new((1, 1), 5));
        assert!(sessions.close((1, 1)));
        assert!(!sessions.close((1, 1)));
        assert_eq!(sessions.open((1, 1)), Some(true));
        assert!(!sessions.is_new((1, 1), 5));
        assert!(sessions.is_new((1, 1), 6));
    }

    #[test]
    fn there_is_an_end_to_sessions() {
        let sessions = Sessions::default();
        for number in 0..MAX_SESSIONS as i64 {
            assert_eq!(sessions.open((1, number)), Some(true));
        }
        assert_eq!(sessions.open((1, -1)), None);
        assert_eq!(sessions.open((1, 5)), Some(false));
        // Unused sessions make room after some time.
        let later = Instant::now() + 2 * LIFE;
        assert_eq!(sessions.open_at((1, -1), later), Some(true));
        assert_eq!(lock(&sessions.0).len(), 1);
    }

    #[test]
    fn there_is_an_end_to_keys() {
        let keys = Keys::default();
        let known = |number: usize| {
            let mut key = [0; 256];
            key[..8].copy_from_slice(&number.to_le_bytes());
            Known {
                key: AuthKey::new(key),
                salt: 0,
            }
        };
        for number in 0..MAX_KEYS {
            assert!(keys.insert(known(number)));
        }
        assert!(!keys.insert(known(MAX_KEYS)));
        assert!(keys.remove(known(5).key.id()));
        assert!(keys.insert(known(MAX_KEYS)));
    }
}
