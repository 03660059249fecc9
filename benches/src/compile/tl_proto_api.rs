//! The whole API as a user of tl-proto would write it: plain types with its derives.
//!
//! ```text
//! photo#fb197a65 flags:# has_stickers:flags.0?true id:long … = Photo;
//!
//! #[derive(Debug, Clone, PartialEq, TlRead, TlWrite)]
//! #[tl(boxed)]
//! pub enum Photo {
//!     #[tl(id = 0xfb197a65)]
//!     Photo {
//!         #[tl(flags)]
//!         flags: (),
//!         #[tl(flags_bit = "flags.0")]
//!         has_stickers: Option<()>,
//!         id: i64,
//! ```
//!
//! tl-proto supports neither `String` nor a boxed `Vector`: strings are `Vec<u8>`, and [`VECTOR`] is what its
//! users write by hand.

use std::fmt::Write as _;

use heck::ToUpperCamelCase;
use tl_parser::schema::Graph;
use tl_parser::schema::{
    Arg, Builtin, Combinator, CombinatorId, CombinatorKind, Field, Origin, Schema, Type, TypeExpr,
};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const DERIVES: &str = "#[derive(Debug, Clone, PartialEq, TlRead, TlWrite)]";

/// The Rust keywords that the API uses as names.
const KEYWORDS: [&str; 8] = [
    "final", "for", "loop", "match", "move", "ref", "static", "type",
];

const VECTOR: &str = "
/// `Vector t`: the id, the count and the elements.
#[derive(Debug, Clone, PartialEq)]
pub struct Vector<T>(pub Vec<T>);

impl<'tl, T: TlRead<'tl>> TlRead<'tl> for Vector<T> {
    type Repr = tl_proto::Boxed;
    fn read_from(packet: &mut &'tl [u8]) -> tl_proto::TlResult<Self> {
        match u32::read_from(packet) {
            Ok(0x1cb5c415) => match Vec::read_from(packet) {
                Ok(list) => Ok(Self(list)),
                Err(error) => Err(error),
            },
            Ok(_) => Err(tl_proto::TlError::UnknownConstructor),
            Err(error) => Err(error),
        }
    }
}

impl<T: TlWrite> TlWrite for Vector<T> {
    type Repr = tl_proto::Boxed;
    fn max_size_hint(&self) -> usize {
        4 + self.0.max_size_hint()
    }
    fn write_to<P: tl_proto::TlPacket>(&self, packet: &mut P) {
        packet.write_u32(0x1cb5c415);
        self.0.write_to(packet);
    }
}
";

/// Returns the source of a library with the types and functions of `schema`.
///
/// # Errors
/// The schema has constructs that the API does not use.
pub(crate) fn generate(schema: &Schema<'_>) -> Result<String> {
    let source = Source {
        schema,
        graph: Graph::new(schema),
    };
    let mut text = String::from("pub mod types {\n    use tl_proto::{TlRead, TlWrite};\n");
    text.push_str(VECTOR);
    for ty in &schema.types {
        if ty.origin == Origin::Declared && ty.builtin.is_none() {
            source.ty(&mut text, ty)?;
        }
    }
    text.push_str(
        "}\npub mod functions {\n    use super::types::*;\n    use tl_proto::{TlRead, TlWrite};\n",
    );
    for (number, combinator) in (0..).zip(&schema.combinators) {
        if combinator.kind == CombinatorKind::Function {
            source.function(&mut text, CombinatorId(number), combinator)?;
        }
    }
    text.push_str("}\n");
    Ok(text)
}

struct Source<'a> {
    schema: &'a Schema<'a>,
    graph: Graph,
}

impl Source<'_> {
    /// Adds an enum, or a struct for a type with one constructor.
    fn ty(&self, text: &mut String, ty: &Type<'_>) -> Result<()> {
        let name = ty.name.to_upper_camel_case();
        if let [only] = ty.constructors[..] {
            let id = self.schema[only].id;
            writeln!(
                text,
                "{DERIVES}\n#[tl(boxed, id = {id:#x})]\npub struct {name} {{"
            )?;
            self.fields(text, "pub ", only)?;
        } else {
            writeln!(text, "{DERIVES}\n#[tl(boxed)]\npub enum {name} {{")?;
            for &constructor in &ty.constructors {
                let Combinator { id, name, .. } = self.schema[constructor];
                write!(text, "#[tl(id = {id:#x})]\n{}", name.to_upper_camel_case())?;
                // tl-proto's derive does not support an empty variant with braces.
                if !self.schema[constructor].fields.is_empty() {
                    writeln!(text, " {{")?;
                    self.fields(text, "", constructor)?;
                    write!(text, "}}")?;
                }
                writeln!(text, ",")?;
            }
        }
        writeln!(text, "}}")?;
        Ok(())
    }

    /// Adds a struct.
    fn function(
        &self,
        text: &mut String,
        id: CombinatorId,
        function: &Combinator<'_>,
    ) -> Result<()> {
        let name = function.name.to_upper_camel_case();
        let params: Vec<&str> = function
            .vars
            .iter()
            .filter(|var| var.param)
            .map(|var| var.name)
            .collect();
        let params = if params.is_empty() {
            String::new()
        } else {
            format!("<{}>", params.join(", "))
        };
        let written = function.id;
        writeln!(
            text,
            "{DERIVES}\n#[tl(boxed, id = {written:#x})]\npub struct {name}{params} {{"
        )?;
        self.fields(text, "pub ", id)?;
        writeln!(text, "}}")?;
        Ok(())
    }

    fn fields(&self, text: &mut String, visibility: &str, owner: CombinatorId) -> Result<()> {
        for field in &self.schema[owner].fields {
            let name = match field.name.ok_or("a field without a name")? {
                "self" => "self_".to_owned(),
                name if KEYWORDS.contains(&name) => format!("r#{name}"),
                name => name.to_owned(),
            };
            if field.var.is_some() {
                writeln!(text, "#[tl(flags)]\n{visibility}{name}: (),")?;
                continue;
            }
            let mut ty = self.value(owner, &field.ty)?;
            if self.graph.needs_box(self.schema, owner, &field.ty) {
                ty = format!("Box<{ty}>");
            }
            if let Some(bit) = self.bit(owner, field)? {
                writeln!(
                    text,
                    "#[tl(flags_bit = \"{bit}\")]\n{visibility}{name}: Option<{ty}>,"
                )?;
            } else {
                writeln!(text, "{visibility}{name}: {ty},")?;
            }
        }
        Ok(())
    }

    /// Returns the bit that guards a field: `flags.3`.
    fn bit(&self, owner: CombinatorId, field: &Field<'_>) -> Result<Option<String>> {
        let Some(mask) = field.mask else {
            return Ok(None);
        };
        let var = self.schema[owner]
            .var(mask.var)
            .ok_or("a mask without a name")?;
        Ok(Some(format!("{}.{}", var.name, mask.bit)))
    }

    /// Returns the Rust type of a field's values.
    fn value(&self, owner: CombinatorId, ty: &TypeExpr<'_>) -> Result<String> {
        let (builtin, name, args, vector) = match ty {
            TypeExpr::Boxed(ty, args, _) => (
                self.schema[*ty].builtin,
                self.schema[*ty].name,
                args,
                "Vector",
            ),
            TypeExpr::Bare(constructor, args, _) => {
                let constructor = &self.schema[*constructor];
                let builtin = constructor.builtin.ok_or("a bare constructor")?;
                (Some(builtin), constructor.name, args, "Vec")
            }
            TypeExpr::Var(var, _) | TypeExpr::Call(var, _) => {
                let var = self.schema[owner]
                    .var(*var)
                    .ok_or("a variable without a name")?;
                return Ok(var.name.to_owned());
            }
            TypeExpr::Nat(_) => return Ok("u32".into()),
            TypeExpr::Repeat(..) => return Err("a repetition".into()),
        };
        Ok(match builtin {
            None => name.to_upper_camel_case(),
            Some(Builtin::Int) => "i32".into(),
            Some(Builtin::Long) => "i64".into(),
            Some(Builtin::Double) => "f64".into(),
            Some(Builtin::Bool) => "bool".into(),
            Some(Builtin::True) => "()".into(),
            Some(Builtin::String | Builtin::Bytes) => "Vec<u8>".into(),
            Some(Builtin::Int128) => "[u8; 16]".into(),
            Some(Builtin::Int256) => "[u8; 32]".into(),
            Some(Builtin::Vector) => match args.as_slice() {
                [Arg::Type(element)] => format!("{vector}<{}>", self.value(owner, element)?),
                _ => return Err("a vector of something else than a type".into()),
            },
            Some(other) => {
                return Err(format!("{name} ({other:?}) in {}", self.schema[owner].name).into());
            }
        })
    }
}
