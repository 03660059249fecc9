//! A value as a tree: a line for each value in it, with its offset.

use std::io::{self, Write};

use anstyle::Style;
use tl_dynamic::{Codec, Decoded, Member, Type, Value};
use tl_parser::schema::{Builtin, Field, TypeExpr};

use super::asked;
use super::unpack::Unpacker;

/// Writes a value, and collects the problems of packed values in it.
pub(crate) fn write(
    codec: &Codec<'_>,
    ty: Option<&Type<'_>>,
    decoded: &Decoded,
    problems: &mut Vec<String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut tree = Tree {
        codec,
        out,
        problems,
        unpacker: Unpacker::new(ty),
        packed: 0,
    };
    let repeated = asked::field(codec).map_or(&[][..], |it| repeated(&it.ty));
    tree.whole(decoded, repeated, 0)
}

struct Tree<'t, 's> {
    codec: &'t Codec<'s>,
    out: &'t mut dyn Write,
    problems: &'t mut Vec<String>,
    unpacker: Unpacker<'t>,
    /// The number of packed values around the current one.
    packed: usize,
}

/// The offsets of the remaining values.
struct Offsets<'o> {
    rest: std::iter::Enumerate<std::slice::Iter<'o, usize>>,
    /// The remaining lists that are not complete, the next one last.
    incomplete: &'o [(usize, usize)],
    width: usize,
}

/// The longest text and the most bytes that are shown.
const MOST: usize = 64;

const BOLD: Style = Style::new().bold();
const DIMMED: Style = Style::new().dimmed();

impl Tree<'_, '_> {
    fn whole(&mut self, decoded: &Decoded, repeated: &[Field<'_>], depth: usize) -> io::Result<()> {
        let Some(value) = &decoded.value else {
            return Ok(());
        };
        let last = decoded.offsets.last().copied().unwrap_or_default();
        let mut offsets = Offsets {
            rest: decoded.offsets.iter().enumerate(),
            incomplete: &decoded.incomplete,
            width: last.to_string().len().max(4),
        };
        self.value("", value, repeated, depth, &mut offsets)
    }

    /// Writes a value after its name. `repeated` are the fields of the elements of a repetition.
    fn value(
        &mut self,
        name: &str,
        value: &Value,
        repeated: &[Field<'_>],
        depth: usize,
        offsets: &mut Offsets<'_>,
    ) -> io::Result<()> {
        let is_element = matches!(value, Value::Element(_));
        let name = if is_element { name.trim_end() } else { name };
        let number = self.begin(name, depth, offsets)?;
        match value {
            Value::List(list) => {
                let count = match offsets.incomplete {
                    [rest @ .., (incomplete, count)] if *incomplete == number => {
                        offsets.incomplete = rest;
                        *count
                    }
                    _ => list.len(),
                };
                writeln!(self.out, "[{count}]")?;
                for (index, element) in list.iter().enumerate() {
                    let name = format!("{index}: ");
                    self.value(&name, element, repeated, depth + 1, offsets)?;
                }
            }
            Value::Object(id, members) => {
                let codec = self.codec;
                let combinator = &codec.schema()[*id];
                writeln!(self.out, "{BOLD}{}{BOLD:#}", combinator.name)?;
                self.members(&combinator.fields, members, depth + 1, offsets)?;
                self.unpacked(value, depth + 1)?;
            }
            Value::Element(members) => {
                writeln!(self.out)?;
                self.members(repeated, members, depth + 1, offsets)?;
            }
            plain => writeln!(self.out, "{}", shown(plain))?,
        }
        Ok(())
    }

    /// Begins the line of a value, and returns its number.
    fn begin(&mut self, name: &str, depth: usize, offsets: &mut Offsets<'_>) -> io::Result<usize> {
        let (number, offset) = offsets.rest.next().unwrap_or((0, &0));
        let (width, indent) = (offsets.width, 2 * depth);
        write!(
            self.out,
            "{DIMMED}{offset:width$}{DIMMED:#}  {:indent$}{name}",
            ""
        )?;
        Ok(number)
    }

    fn members(
        &mut self,
        fields: &[Field<'_>],
        members: &[Member],
        depth: usize,
        offsets: &mut Offsets<'_>,
    ) -> io::Result<()> {
        for Member { field, value } in members {
            let Some(field) = fields.get(*field as usize) else {
                continue;
            };
            let name = format!("{}: ", field.name.unwrap_or("_"));
            match (value, self.flags(fields, field, value)) {
                (Value::Nat(word), Some(flags)) => {
                    self.begin(&name, depth, offsets)?;
                    writeln!(self.out, "{word:#x}{flags}")?;
                }
                _ => self.value(&name, value, repeated(&field.ty), depth, offsets)?,
            }
        }
        Ok(())
    }

    /// Returns the flags that are set in a mask; `None` if the field is not a mask.
    fn flags(&self, fields: &[Field<'_>], mask: &Field<'_>, value: &Value) -> Option<String> {
        let Value::Nat(word) = value else { return None };
        let var = mask.var?;
        let guarded = || {
            fields
                .iter()
                .filter(|it| it.mask.is_some_and(|it| it.var == var))
        };
        guarded().next()?;
        let is_flag = |it: &&Field<'_>| {
            let is_true = matches!(&it.ty, TypeExpr::Bare(id, ..) if self.codec.schema()[*id].builtin == Some(Builtin::True));
            let is_set = |bit: u8| word.checked_shr(bit.into()).is_some_and(|it| it & 1 != 0);
            is_true && it.mask.is_some_and(|mask| is_set(mask.bit))
        };
        let set = guarded().filter(is_flag);
        let names: Vec<&str> = set.map(|it| it.name.unwrap_or("_")).collect();
        Some(match names.as_slice() {
            [] => String::new(),
            names => format!(" {}", names.join(" ")),
        })
    }

    /// Writes the content of a packed value.
    fn unpacked(&mut self, value: &Value, depth: usize) -> io::Result<()> {
        let Some(unpacked) = self.unpacker.unpack(self.codec, value, self.packed) else {
            return Ok(());
        };
        let indent = 6 + 2 * depth;
        let size = unpacked.size;
        writeln!(self.out, "{:indent$}@unpacked: {size} bytes", "")?;
        self.packed += 1;
        self.whole(&unpacked.decoded, &[], depth + 1)?;
        self.packed -= 1;
        self.problems.extend(unpacked.problems());
        Ok(())
    }
}

/// Returns the fields of the elements of a repetition at any depth of a list.
fn repeated<'f, 's>(ty: &'f TypeExpr<'s>) -> &'f [Field<'s>] {
    match ty {
        TypeExpr::Repeat(_, fields, _) => match fields.as_slice() {
            [
                Field {
                    mask: None,
                    var: None,
                    ty,
                    ..
                },
            ] => repeated(ty),
            fields => fields,
        },
        _ => &[],
    }
}

/// Returns the text of a value without values in it.
fn shown(value: &Value) -> String {
    match value {
        Value::Nat(number) => number.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Long(number) | Value::Int53(number) => number.to_string(),
        Value::Double(number) => format!("{number:?}"),
        Value::Float(number) => format!("{number:?}"),
        Value::Bool(value) => value.to_string(),
        Value::True => "true".into(),
        Value::String(bytes) => text(bytes),
        Value::Bytes(bytes) | Value::Raw(bytes) => hex(bytes),
        Value::Null | Value::List(_) | Value::Object(..) | Value::Element(_) => String::new(),
    }
}

/// Returns a text, or the bytes of a `string` that is not one, as keys of MTProto are.
fn text(bytes: &[u8]) -> String {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return hex(bytes);
    };
    match text.char_indices().nth(MOST) {
        None => format!("{text:?}"),
        Some((end, _)) => {
            let shown = text.get(..end).unwrap_or_default();
            format!("{shown:?}… ({} bytes)", bytes.len())
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    match bytes.get(..MOST) {
        Some(shown) if bytes.len() > MOST => {
            let shown = data_encoding::HEXLOWER.encode(shown);
            format!("{shown}… ({} bytes)", bytes.len())
        }
        _ => data_encoding::HEXLOWER.encode(bytes),
    }
}
