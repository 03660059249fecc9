//! Lists and arrays in the syntax of other languages.

use super::mended::{found, mends, only_says};

#[test]
fn a_count_that_nothing_declares_is_a_field_before_the_array() {
    for (text, right) in [
        ("a x:[n]int = A;", "a n:# x:n*[ int ] = A;"),
        ("a x:int[n] = A;", "a n:# x:n*[ int ] = A;"),
        ("a y:long x:[N]int = A;", "a y:long N:# x:N*[ int ] = A;"),
        (
            "a x:int[MAX_SIZE] = A;",
            "a MAX_SIZE:# x:MAX_SIZE*[ int ] = A;",
        ),
        ("a x:[n][m]int = A;", "a n:# m:# x:n*[ m*[ int ] ] = A;"),
        ("a m:# x:[n]int = A;", "a m:# n:# x:n*[ int ] = A;"),
        (
            "a m:# x:long[n][2] y:int = A;",
            "a m:# n:# x:n*[ 2*[ long ] ] y:int = A;",
        ),
        ("a f:# x:f.0?int[n] = A;", "a f:# n:# x:f.0?n*[ int ] = A;"),
        ("a x:[int; n] = A;", "a n:# x:n*[ int ] = A;"),
        (
            "a y:int x:[int; MAX] z:int = A;",
            "a y:int MAX:# x:MAX*[ int ] z:int = A;",
        ),
        ("a n:# x:[int; n] = A;", "a n:# x:n*[ int ] = A;"),
        ("a x:n*[ int ] = A;", "a n:# x:n*[ int ] = A;"),
        (
            "a y:int x:2*[ n*[ int ] ] = A;",
            "a y:int x:2*[ n:# n*[ int ] ] = A;",
        ),
        (
            "t {x:Type} {n:#} y:n*[ x ] = T x n; a x:(T int n) = A;",
            "t {x:Type} {n:#} y:n*[ x ] = T x n; a n:# x:(T int n) = A;",
        ),
        ("a n:# x:[n]int = A;", "a n:# x:n*[ int ] = A;"),
    ] {
        mends(text, right);
    }
    // Names in a group share the text before them.
    only_says("a (x y:f.0?int) = A;");
}

#[test]
fn an_array_of_bytes_has_a_type_of_its_own() {
    for (text, right) in [
        ("a x:[u8; 16] = A;", "a x:int128 = A;"),
        ("a x:[Byte; 32] = A;", "a x:int256 = A;"),
        ("a x:uint8[64] y:int = A;", "a x:int512 y:int = A;"),
        ("a x:[u8; 20] = A;", "a x:bytes = A;"),
        ("a x:[20]byte = A;", "a x:bytes = A;"),
        ("a x:byte*20 = A;", "a x:bytes = A;"),
        ("a x:[byte; n] y:int = A;", "a x:bytes y:int = A;"),
        ("a x:byte[n] = A;", "a x:bytes = A;"),
        ("a x:UInt8[n][2] = A;", "a n:# x:n*[ bytes ] = A;"),
        ("a x:u8[2][16] = A;", "a x:2*[ int128 ] = A;"),
    ] {
        mends(text, right);
    }
    // Each `bytes` is any number of bytes.
    for text in [
        "a x:[bytes; 16] = A;",
        "a x:bytes[16] = A;",
        "a x:[16]bytes = A;",
        "a x:bytes*16 = A;",
    ] {
        mends(text, "a x:16*[ bytes ] = A;");
    }
}

#[test]
fn a_list_of_arrays_has_a_count() {
    for (text, right) in [
        ("a x:long[][2] = A;", "a # x:[ 2*[ long ] ] = A;"),
        ("a x:[][2]long = A;", "a # x:[ 2*[ long ] ] = A;"),
        (
            "a x:long[][2][] y:int = A;",
            "a # x:[ 2*[ Vector<long> ] ] y:int = A;",
        ),
        ("a n:# x:long[][n] = A;", "a n:# # x:[ n*[ long ] ] = A;"),
        ("a x:long[2][] = A;", "a x:2*[ Vector<long> ] = A;"),
        ("a x:long[][] = A;", "a x:Vector<Vector<long>> = A;"),
    ] {
        mends(text, right);
    }
    only_says("a x:long[][][2] = A;");
    only_says("a x:[][][2]long y:int = A;");
}

#[test]
fn arguments_in_other_brackets_are_arguments() {
    for (text, right) in [
        ("a x:List[int] = A;", "a x:Vector<int> = A;"),
        ("a x:List(Int32) = A;", "a x:Vector<Int32> = A;"),
        (
            "a x:Sequence[str] y:int = A;",
            "a x:Vector<string> y:int = A;",
        ),
        ("a x:SEQUENCE OF int = A;", "a x:Vector<int> = A;"),
        ("a x:Optional(int) = A;", "a flags:# x:flags.0?int = A;"),
        ("a repeated int x = A;", "a x:Vector<int> = A;"),
        (
            "a repeated x:string y:int = A;",
            "a x:Vector<string> y:int = A;",
        ),
        ("a x:repeated long = A;", "a x:Vector<long> = A;"),
        (
            "a optional string x = A;",
            "a flags:# x:flags.0?string = A;",
        ),
        ("a required string x y:int = A;", "a x:string y:int = A;"),
    ] {
        mends(text, right);
    }
    only_says("a x:[String: Int] = A;");
    only_says("a x:[string:int] y:int = A;");
}

#[test]
fn a_repetition_has_brackets() {
    for (text, right) in [
        ("a x:3*int = A;", "a x:3*[ int ] = A;"),
        ("a n:# x:n*int y:int = A;", "a n:# x:n*[ int ] y:int = A;"),
        ("a {n:#} x:n* int = A n;", "a {n:#} x:n* [ int ] = A n;"),
        (
            "a f:# x:f.0?2*vector<int> = A;",
            "a f:# x:f.0?2*[ vector<int> ] = A;",
        ),
        (
            "a x:3*(vector int) y:int = A;",
            "a x:3*[ (vector int) ] y:int = A;",
        ),
        ("b = B; a x:3*%B = A;", "b = B; a x:3*[ %B ] = A;"),
        ("a x:2*3*[ int ] = A;", "a x:2*[ 3*[ int ] ] = A;"),
        ("a n:# x:n*int] = A;", "a n:# x:n*[ int] = A;"),
        ("a n:# x:int*n y:int = A;", "a n:# x:n*[ int ] y:int = A;"),
        ("a x:int*3 y:int = A;", "a x:3*[ int ] y:int = A;"),
        (
            "a n:# x:2*n*[ y:int z:int ] = A;",
            "a n:# x:2*[ n*[ y:int z:int ] ] = A;",
        ),
    ] {
        mends(text, right);
    }
    only_says("a #*int = A;");
    only_says("a x:3*2*int = A;");
    only_says("a x:3* = A;");
    only_says(&format!("a x:3*{} = A;", "%".repeat(100_000)));
    for text in ["a x:3*Vector int = A;", "a f:# x:3*f.0?int = A;"] {
        only_says(text);
    }
}

#[test]
fn an_array_is_one_after_a_number_too() {
    for (text, right) in [
        ("a n:# x:int[] = A;", "a n:# x:Vector<int> = A;"),
        ("a n:# x:[]int = A;", "a n:# x:Vector<int> = A;"),
        (
            "a f:# x:f.0?int[] y:int = A;",
            "a f:# x:f.0?Vector<int> y:int = A;",
        ),
        (
            "a {n:#} x:string[][] = A n;",
            "a {n:#} x:Vector<Vector<string>> = A n;",
        ),
        (
            "a x:string[]? = A;",
            "a flags:# x:flags.0?Vector<string> = A;",
        ),
    ] {
        mends(text, right);
    }
    for right in ["a n:# x:n*[] = A;", "a n:# x:[ int ] = A;"] {
        assert_eq!(found(right), [], "{right}");
    }
}

#[test]
fn a_count_after_a_comma_comes_first() {
    for (text, right) in [
        ("a x:[int,4] = A;", "a x:4*[ int ] = A;"),
        ("a x:[long, 2] y:int = A;", "a x:2*[ long ] y:int = A;"),
        ("a x:[byte, 32] = A;", "a x:int256 = A;"),
        (
            "---functions---\nf y:int x:[int, 3] = Bool;",
            "---functions---\nf y:int x:3*[ int ] = Bool;",
        ),
    ] {
        mends(text, right);
    }
}
