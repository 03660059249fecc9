//! Random schemas without mistakes, with all constructs of TL.
//!
//! Every type has a constructor without fields, and bare types are declared before their use, so that every
//! value ends.

use crate::support::random::Random;

/// Returns the schema with this number.
pub(super) fn text_of(seed: u64) -> String {
    Schema::new(&mut Random::new(seed), Constructs::All).text
}

/// The constructs that a schema has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Constructs {
    /// All constructs of TL.
    All,
    /// Constructs that have a JSON form and that the derive supports: types without arguments, and repetitions
    /// of one field.
    #[allow(dead_code, reason = "used where code is generated of the schemas")]
    Plain,
}

/// A schema under construction.
pub(super) struct Schema<'r> {
    random: &'r mut Random,
    constructs: Constructs,
    pub(super) text: String,
    /// Types without parameters.
    types: Vec<String>,
    /// Constructors of these types that may be used bare.
    bare: Vec<String>,
    /// The number of names so far.
    names: usize,
}

/// The names in scope inside a declaration.
#[derive(Clone, Default)]
struct Scope {
    types: Vec<String>,
    numbers: Vec<String>,
    /// Whether there was a `#`, with or without a name.
    counted: bool,
    fields: usize,
}

const BUILTINS: &[&str] = &[
    "int",
    "long",
    "double",
    "string",
    "bytes",
    "int128",
    "Bool",
    "True",
    "true",
    "#",
    "Object",
    "int53",
    "int64",
    "float",
    "secureString",
];

/// Generic types, whose parameters are a type, a type and a type, or a type and a number.
const GENERIC: &str = "\
maybeFalse {t:Type} = Maybe t;
maybeTrue {t:Type} value:t = Maybe t;
pair {X:Type} {Y:Type} first:X second:Y = Pair X Y;
tuple {t:Type} {n:#} [ t ] = Tuple t n;
masked {n:#} a:n.0?int b:n.3?true = Masked n;
matrix {t:Type} {n m:#} rows:n*[ m*[ t ] ] = Matrix t n m;
_ {n:#} x:n*[ int ] = ns.Anonymous n;
";

const PREFIXES: &[&str] = &["", "", "", "ns.", "ns.sub.", "updates."];

impl<'r> Schema<'r> {
    pub(super) fn new(random: &'r mut Random, constructs: Constructs) -> Self {
        let mut schema = Self {
            random,
            constructs,
            text: "// LAYER 7\n".into(),
            types: Vec::new(),
            bare: Vec::new(),
            names: 0,
        };
        if !schema.is_plain() {
            schema.text.push_str(GENERIC);
        }
        for _ in 0..3 {
            schema.new_type();
        }
        for _ in 0..20 {
            schema.declaration();
        }
        schema
    }

    fn is_plain(&self) -> bool {
        self.constructs == Constructs::Plain
    }

    fn pick<'a>(&mut self, all: &'a [&'a str]) -> &'a str {
        all[self.random.below(all.len())]
    }

    fn pick_of(&mut self, all: &[String]) -> String {
        all[self.random.below(all.len())].clone()
    }

    /// Returns a new name that begins with this letter.
    fn name(&mut self, letter: &str) -> String {
        self.names += 1;
        format!("{}{letter}{}", self.pick(PREFIXES), self.names)
    }

    fn line(&mut self, line: &str) {
        let blanks = [
            "\n",
            "\n",
            " ",
            "\r\n",
            "\n\n",
            " // a comment; of = words\n",
            "\n/* { */\n",
        ];
        self.text.push_str(line);
        self.text.push_str(blanks[self.random.below(blanks.len())]);
    }

    fn new_type(&mut self) {
        let (constructor, ty) = (self.name("c"), self.name("T"));
        self.line(&format!("{constructor} = {ty};"));
        self.types.push(ty);
        self.bare.push(constructor);
    }

    fn declaration(&mut self) {
        match self.random.below(12) {
            0 => self.new_type(),
            1 => {
                let section = self.pick(&["---functions---", "---types---", "--- types ---"]);
                self.text.push_str(&format!("\n{section}\n"));
                // Constructors are only in the section of types, so everything that follows there is a
                // function.
                if section == "---functions---" {
                    self.function("=");
                    self.text.push_str("---types---\n");
                }
            }
            2 => {
                let ty = self.name("E");
                self.line(&format!("Empty {ty};"));
            }
            3 => {
                let (ty, constructor) = (self.name("F"), self.name("c"));
                self.line(&format!("New {ty};"));
                self.line(&format!("{constructor} = {ty};"));
                self.line(&format!("Final {ty};"));
            }
            4 if !self.is_plain() => self.partial(),
            5 => self.function("=>"),
            6 => {
                let line = self.pick(&[
                    "int ? = Int;",
                    "long#22076cba ? = Long;",
                    "vector#1cb5c415 {t:Type} # [ t ] = Vector t;",
                    "int128 4*[ int ] = Int128;",
                    "bytes data:string = Bytes;",
                    "true = True;",
                ]);
                self.line(line);
            }
            _ => self.constructor(),
        }
    }

    fn partial(&mut self) {
        let line = self.pick(&[
            "Vector int;",
            "Pair int;",
            "Pair<int, string>;",
            "tuple int 3;",
        ]);
        self.line(line);
    }

    fn constructor(&mut self) {
        let name = self.name("c");
        let mut scope = Scope::default();
        let (mut params, mut ty) = ("", self.types[self.random.below(self.types.len())].clone());
        let generic = self.random.once_in(4) && !self.is_plain();
        if generic {
            (params, ty) = (" {X:Type} {m:#}", self.name("G") + " X m");
            scope.types.push("X".into());
            scope.numbers.push("m".into());
            scope.counted = true;
        }
        let fields = self.fields(&mut scope, 0);
        let id = self.id();
        let annotation = self.pick(&["", "", "@read ", "@any @internal "]);
        self.line(&format!("{annotation}{name}{id}{params}{fields} = {ty};"));
        if !generic {
            self.bare.push(name);
        }
    }

    fn id(&mut self) -> String {
        if self.random.once_in(3) {
            // The number in the name makes the id unique.
            format!("#{:x}", 0x100 + self.names)
        } else {
            String::new()
        }
    }

    fn function(&mut self, equals: &str) {
        let name = self.name("f");
        let mut scope = Scope::default();
        let (params, call, result) = if self.random.once_in(2) {
            (" {X:Type}", " query:!X", "X".to_owned())
        } else {
            ("", "", String::new())
        };
        let mut fields = self.fields(&mut scope, 0);
        fields.push_str(call);
        let result = if result.is_empty() {
            let boxed = self.boxed(&scope, 0);
            // A result has no parentheses around it.
            let inner = boxed.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
            inner.unwrap_or(&boxed).to_owned()
        } else {
            result
        };
        self.line(&format!("@read {name}{params}{fields} {equals} {result};"));
    }

    /// Returns fields, each with a blank in front.
    fn fields(&mut self, scope: &mut Scope, depth: usize) -> String {
        let count = self.random.below(if depth == 0 { 7 } else { 3 });
        let mut text = String::new();
        for _ in 0..count {
            let field = self.field(scope, depth);
            text.push_str(self.pick(&[" ", " ", "\n  ", " /* here */ "]));
            text.push_str(&field);
        }
        text
    }

    fn field(&mut self, scope: &mut Scope, depth: usize) -> String {
        scope.fields += 1;
        let number = scope.fields;
        let name = |letter: &str| format!("{letter}{depth}{number}");
        match self.random.below(10) {
            0 => {
                let name = if self.random.once_in(2) {
                    name("flags")
                } else {
                    name("n")
                };
                scope.numbers.push(name.clone());
                scope.counted = true;
                format!("{name}:#")
            }
            1 if !scope.numbers.is_empty() => {
                let mask = self.pick_of(&scope.numbers);
                let bit = self.random.below(32);
                let ty = if self.random.once_in(3) {
                    "true".into()
                } else {
                    self.ty(scope, depth)
                };
                // An optional mask would be of another kind.
                let ty = if ty == "#" { "int".into() } else { ty };
                format!("{}:{mask}.{bit}?{ty}", name("x"))
            }
            2 if depth < 3 => self.repetition(scope, depth, &name("r")),
            3 => {
                let ty = self.plain(scope, depth);
                format!("({} {}:{ty})", name("a"), name("b"))
            }
            4 => format!("_:{}", self.plain(scope, depth)),
            5 => self.plain(scope, depth),
            _ => {
                let name = if self.random.once_in(8) {
                    name("A")
                } else {
                    name("x")
                };
                format!("{name}:{}", self.plain(scope, depth))
            }
        }
    }

    fn repetition(&mut self, scope: &mut Scope, depth: usize, name: &str) -> String {
        let mut inner = scope.clone();
        inner.fields = 0;
        let fields = if self.is_plain() {
            format!(" {}", self.plain(&Scope::default(), depth + 1))
        } else {
            self.fields(&mut inner, depth + 1)
        };
        let fields = if fields.is_empty() {
            " int".into()
        } else {
            fields
        };
        let name = if self.random.once_in(2) {
            format!("{name}:")
        } else {
            String::new()
        };
        match self.random.below(4) {
            0 if !scope.numbers.is_empty() => {
                let count = self.pick_of(&scope.numbers);
                format!("{name}{count}*[{fields} ]")
            }
            1 if !scope.numbers.is_empty() => {
                let count = self.pick_of(&scope.numbers);
                format!("{name}({count}+1)*[{fields} ]")
            }
            2 => format!("{name}3*[{fields} ]"),
            _ if scope.counted => format!("{name}[{fields} ]"),
            _ => {
                scope.counted = true;
                format!("# {name}[{fields} ]")
            }
        }
    }

    /// Returns a type that is not a number.
    fn plain(&mut self, scope: &Scope, depth: usize) -> String {
        let ty = self.ty(scope, depth);
        if ty == "#" { "int".into() } else { ty }
    }

    fn ty(&mut self, scope: &Scope, depth: usize) -> String {
        match self.random.below(9) {
            0 | 1 => self.boxed(scope, depth),
            2 => {
                let bare = self.bare[self.random.below(self.bare.len())].clone();
                if self.random.once_in(3) {
                    format!("%{bare}")
                } else {
                    bare
                }
            }
            3 if depth < 4 => {
                let inner = self.ty(scope, depth + 1);
                if self.random.once_in(2) {
                    format!("vector<{inner}>")
                } else {
                    format!("(vector {})", inner)
                }
            }
            4 if depth < 4 && !self.is_plain() => {
                let (one, other) = (self.ty(scope, depth + 1), self.ty(scope, depth + 1));
                if self.random.once_in(2) {
                    format!("%Pair<{one},{other}>")
                } else {
                    format!("(%Pair {} {})", one, other)
                }
            }
            5 if !scope.numbers.is_empty() && !self.is_plain() => {
                let number = self.pick_of(&scope.numbers);
                let kind = self.pick(&[
                    "(tuple int N)",
                    "(masked N)",
                    "%Masked<N>",
                    "(tuple long N+1)",
                ]);
                kind.replace('N', &number)
            }
            6 if !scope.types.is_empty() => self.pick_of(&scope.types),
            _ => self.pick(BUILTINS).to_owned(),
        }
    }

    fn boxed(&mut self, scope: &Scope, depth: usize) -> String {
        if depth < 3 && self.random.once_in(3) {
            let inner = self.ty(scope, depth + 1);
            let generic = if self.is_plain() { 2 } else { 3 };
            return match self.random.below(generic) {
                0 => format!("Vector<{inner}>"),
                1 => format!("(Vector {})", inner),
                _ => format!("Maybe<{inner}>"),
            };
        }
        let types = self.types.clone();
        self.pick_of(&types)
    }
}
