//! Declarations without an end, and words outside of declarations.

use super::mended::{found, mends, only_says};

#[test]
fn words_on_a_line_are_a_comment() {
    for (text, right) in [
        (
            "a x:int = A;\nerror oops\nb x:int = B;",
            "a x:int = A;\n// error oops\nb x:int = B;",
        ),
        (
            "oops\nb x:int = B;\nc b:B = C;",
            "// oops\nb x:int = B;\nc b:B = C;",
        ),
        (
            "a = A;\nerror oops here\nb = B;",
            "a = A;\n// error oops here\nb = B;",
        ),
        ("a = A;\nerror oops\n", "a = A;\n// error oops\n"),
        ("Error oops\na = A;", "// Error oops\na = A;"),
        (
            "error oops\n---functions---\nf = Int;\n---types---\na = A;\n",
            "// error oops\n---functions---\nf = Int;\n---types---\na = A;\n",
        ),
        (
            "tl\nCopy code\nuser id:int = User;",
            "// tl\n// Copy code\nuser id:int = User;",
        ),
        (
            "namespace py tg\n---functions---\ngetA = A;\n---types---\na = A;",
            "// namespace py tg\n---functions---\ngetA = A;\n---types---\na = A;",
        ),
    ] {
        mends(text, right);
    }
}

#[test]
fn a_line_without_a_result_is_one_mistake() {
    for text in [
        "user id:long\nphoto id:long = Photo;\nchat u:User p:Photo = Chat;",
        "user#12345678 id:long\nphoto = Photo;",
        "a = A;\nuser id:long\n  name:string\nphoto id:long user:User = Photo;",
        "---functions---\ngetUser id:int\ngetPhoto id:int = User;\n---types---\nuser = User;",
        "user {t:Type}\nphoto id:long = Photo;",
        "user id:int\nphoto id:int = Photo;\nchat p:photo u:User q:%Photo = Chat;",
    ] {
        only_says(text);
    }
    mends(
        "user id:int User\nphoto id:int = Photo;",
        "user id:int = User;\nphoto id:int = Photo;",
    );
    mends("ok Ok;\na x:Ok = A;", "ok = Ok;\na x:Ok = A;");
    // These words are fields of one declaration on several lines.
    for right in [
        "photo = Photo;\nuser\nid:int\nphoto\n= User;",
        "cons int\nlist = List;\nlist x:int = List;",
        "photo = Photo;\nuser id:int\nphoto x:int = User;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
    mends(
        "photo = Photo;\nuser\nid:int\nphotoo\n= User;",
        "photo = Photo;\nuser\nid:int\nphoto\n= User;",
    );
}

#[test]
fn a_word_before_a_name_is_one_too_many() {
    for (text, right) in [
        ("pub user id:int = User;", "user id:int = User;"),
        ("export user = User;", "user = User;"),
        (
            "a = A;\npublic ns.user id:int = ns.User;",
            "a = A;\nns.user id:int = ns.User;",
        ),
    ] {
        mends(text, right);
    }
    only_says("get#12345678 user id:int = User;");
}

#[test]
fn a_name_and_a_number_without_a_colon_are_one_mistake() {
    for (text, right) in [
        (
            "a flags # x:flags.0?int = A;",
            "a flags:# x:flags.0?int = A;",
        ),
        (
            "a # flags x:flags.0?int = A;",
            "a flags:# x:flags.0?int = A;",
        ),
        ("a n # x:n*[ int ] = A;", "a n:# x:n*[ int ] = A;"),
        (
            "a n:# x:n*[ f # y:f.0?int z:f.1?int ] = A;",
            "a n:# x:n*[ f:# y:f.0?int z:f.1?int ] = A;",
        ),
        (
            "a f # x:2*[ y:f.0?int ] = A;",
            "a f:# x:2*[ y:f.0?int ] = A;",
        ),
        (
            "f = F;\na f # x:f.0?int = A;",
            "f = F;\na f:# x:f.0?int = A;",
        ),
        (
            "f = F;\na # f x:f.0?int y:F = A;",
            "f = F;\na f:# x:f.0?int y:F = A;",
        ),
    ] {
        mends(text, right);
    }
    assert_eq!(found("a f # x:f.0?int g # y:g.0?int = A;").len(), 2);
}

#[test]
fn an_id_after_the_result_belongs_to_the_name() {
    for (text, right) in [
        (
            "user id:int = User #1ec2365e;",
            "user#1ec2365e id:int = User;",
        ),
        ("user = User\n  #bb708740;\n", "user#bb708740 = User;\n"),
        (
            "user id:int = User#1ec2365e;",
            "user#1ec2365e id:int = User;",
        ),
    ] {
        mends(text, right);
    }
    only_says("user#1ec2365e id:int = User #1ec2365e;");
}
