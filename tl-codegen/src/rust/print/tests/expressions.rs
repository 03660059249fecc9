use super::stays;

/// Of `<`, `&`, `*`, `-` and `|` it takes the neighbours to know.
#[test]
fn spacing() {
    stays(
        r##"fn f() {
    let a = -x * !y & *z | &w << 2 >> 1;
    let c = a < b && c > d || Vec::<u8>::new() <= x as u32;
    let r#type: &'a mut [u8; 16] = &mut x[1..][..=2];
    let b: Vec<Vec<u8>> = <A as ::b::C<'a>>::D::e::<_, (A,)>(|| 1, |&x, _| x?);
    x.0 += y.await?.z();
    'a: for (i, x) in [(1, 2)].iter() {}
    let f: fn(u8) -> !;
    let g: Box<dyn for<'b> Fn(&'b u8) -> u8 + Send>;
    m!(a, b);
    let v = vec![1; 3];
    let Some(x) = y else { return };
    let i = <[u8]>::len(&[]) - 1;
    break 'a 1;
}
"##,
    );
}

/// Arguments stay on a line up to 60 columns; a single one up to the end of the line, unless it is
/// itself a call.
#[test]
fn calls_up_to_60() {
    stays(
        r##"fn f() {
    f(aaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbb);
    f(
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaa,
        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,
    );
    f(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa);
    g(Error::new(aaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbb));
    g(Error::new(
        aaaaaaaaaaaaaaaaaaaaaaaa,
        bbbbbbbbbbbbbbbbbbbbbbb,
    ));
    f(
        1234567, 12345678, 1234567890, 1234567890, 1234567890, 1234567890, 1,
    );
}
"##,
    );
}

/// A chain has a line for each member above 60 columns; but a single member takes the whole line,
/// and a closure goes on below.
#[test]
fn chains_up_to_60() {
    stays(
        r##"fn f() {
    let a = self.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbb(ccc)?.dddddd();
    let a = self
        .aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        .bbbbbb(ccc)?
        .dddddd();
    reader.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(flags & 0x4 != 0, ::tl_runtime::Bare(()));
    items.iter().map(|x| {
        let y = x;
        let z = y;
        z + 1
    });
    writer
        .bytes(self.a.as_bytes())
        .bytes(self.bbbbbbbbbbbb.as_bytes())?
        .end()?;
}
"##,
    );
}

/// Of literals and patterns alike.
#[test]
fn fields_up_to_18() {
    stays(
        r##"fn f() {
    let A { aaaaaaaa, bbbbbbbb } = A { a: 1, bbbb: 123456 };
    let A {
        aaaaaaaa,
        bbbbbbbbb,
    } = A {
        a: 1,
        bbbbb: 1234567,
        ..c
    };
    let A { a, .. } = A {};
}
"##,
    );
}

/// Only where the value is used; and one that has braces to spare keeps them apart.
#[test]
fn conditions_up_to_50() {
    stays(
        r##"fn f() {
    let a = if aaaaaaaaaaaaaa { ccccccccccc } else { ddddddd };
    let a = if aaaaaaaaaaaaaaa {
        ccccccccccc
    } else {
        ddddddd
    };
    if a {
        b
    } else if let Some(x) = c {
        d;
    } else {
    }
    while x != 0 {
        continue;
    }
    if a {}
}
"##,
    );
}

/// A body too wide for the line gets a block, and so does an `if`; what ends in a bracket stays.
#[test]
fn matches() {
    stays(
        r##"fn f() {
    match x {
        0x20212ca8 | 0x15051f54 => 1,
        A::B | A::C { .. } if y => {}
        A(b) => match b {
            _ => return Err(c),
        },
        D => {
            if a {
                b
            } else {
                c
            }
        }
        E => {
            if a {
                b
            } else {
                c
            }
        }
        F => g,
        H => {
            i();
        }
        Self::AVeryLongNameOfAVariant(inner) => {
            ::tl_runtime::Write::write(inner, writer, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)
        }
        Self::AVeryLongNameOfAVariant
        | Self::AnotherVeryLongNameOfAVariant
        | Self::YetAnotherVeryLongNameOfAVariant => (),
        1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19
        | 20 | 21 | 22 | 23 | 24 => 1,
        _ => Err(Error {
            expected: 1,
            found: identifier,
        }),
    }
}
"##,
    );
}

/// Operands of one operator have a line each as soon as one line is too short.
#[test]
fn operators_lead_their_lines() {
    stays(
        r##"fn f() {
    let a = 4
        + self.aaaaaaaaaaaaaaaaaaaaaaaaaaa.size()
        + self.bbbbbbbbbbbbbbbbbbbbbbb.size()
        + self.cccccccc.size();
    let b = u32::from(self.aaaaaaaaaaaaaaaa.is_some()) << 1
        | u32::from(self.bbbbbbbbbbbbbbbbbbbb.is_some()) << 2;
    let c = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        && (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb != 0 || ccccccccccccccccccc);
}
"##,
    );
}

/// Below the `=` if one line takes it there.
#[test]
fn right_sides() {
    stays(
        r##"fn f() {
    let aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: ::core::option::Option<u32> =
        ::core::option::Option::Some(1);
    let aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa = Aaaaaaaaaaaaaaaaaaaaaaa {
        bbbbb: 1,
        cccccccccccc: 2,
    };
    self.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa =
        super::super::enums::Bbbbbbbbbbbbbbbbbb::Cccccccccccccccccccc(1);
}
"##,
    );
}

/// No comma is added at the end of their arguments.
#[test]
fn macros() {
    stays(
        r##"fn f() {
    assert!(a == b, "{a}");
    assert!(
        aaaaaaaaaaaaaaaaaaaaaaaaa == bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,
        "aaaaaaaaa {}",
        c
    );
    assert!(
        aaaaaaaaaaaaaaaaaaaaaaaaa(1),
        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb(2),
        ccccccc(3)
    );
    let a = vec![
        aaaaaaaaaaaaaaaaaaaaaaaaaaaa(1),
        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb(2),
        3,
    ];
    const { assert!(matches!(A, B | C { .. })) };
}
"##,
    );
}

/// Braces around one expression go, and come where it takes several lines.
#[test]
fn closures() {
    stays(
        r##"fn f() {
    let a = f(
        |x| x + 1,
        |y| {
            let z = y;
            z
        },
    );
    a.b(|x| if x { 1 } else { 2 });
    let b = move || A {
        bbbbbbbbbbbbb: 1,
        ccccccccc: 2,
    };
    a.b(|x| {
        cccccccccccccccccccccccccccccccccccccc(x).map(dddddddddddddddddddddd, eeeeeeeeeeeeeeeeee)
    });
}
"##,
    );
}
