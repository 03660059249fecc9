use super::*;

fn of<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    nearest(name, candidates.iter().copied())
}

#[test]
fn slips_are_recognized() {
    let names = [
        "photos.Photo",
        "InputUser",
        "InputPeer",
        "Vector",
        "int128",
        "Bool",
    ];
    assert_eq!(of("Photo", &names), Some("photos.Photo"));
    assert_eq!(of("inputPeer", &names), Some("InputPeer"));
    assert_eq!(of("InptuUser", &names), Some("InputUser"));
    assert_eq!(of("Vectro", &names), Some("Vector"));
    assert_eq!(of("bool", &names), Some("Bool"));
    assert_eq!(of("int129", &names), Some("int128"));
}

#[test]
fn other_names_are_not_suggested() {
    assert_eq!(of("Chat", &["User", "Updates", "int"]), None);
    assert_eq!(of("x", &["Vector"]), None);
    assert_eq!(of("x", &["a"]), None);
    assert_eq!(of("x", &["X"]), Some("X"));
    assert_eq!(of("Foo", &["Bool"]), None);
    assert_eq!(of("list", &["int"]), None);
    assert_eq!(of("lits", &["list"]), Some("list"));
}

#[test]
fn the_nearest_wins_and_then_the_first() {
    assert_eq!(of("Usre", &["Uses", "User"]), Some("User"));
    assert_eq!(of("abcd", &["abcx", "abcy"]), Some("abcx"));
}

#[test]
fn a_namespace_that_is_written_counts_more_than_a_letter() {
    let names = ["Message", "messages.Messages", "messages.Chats", "Chat"];
    assert_eq!(of("messages.Message", &names), Some("messages.Messages"));
    assert_eq!(of("messages.Chat", &names), Some("messages.Chats"));
    assert_eq!(of("Messages", &names), Some("messages.Messages"));
    assert_eq!(of("message.Messages", &names), Some("messages.Messages"));
    // Without such a name, the namespace was too much.
    assert_eq!(of("users.Chat", &names), Some("Chat"));
    assert_eq!(of("a.Chat", &["b.Caht", "Chat"]), Some("Chat"));
}

#[test]
fn a_run_ends_however_many_names_are_wrong() {
    let mut suggester = Suggester { budget: 5 };
    assert_eq!(suggester.nearest("ab", ["ac"; 3].into_iter()), Some("ac"));
    assert_eq!(suggester.nearest("ab", ["ac"; 3].into_iter()), None);
}
