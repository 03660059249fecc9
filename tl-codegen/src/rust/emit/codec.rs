//! The code for a form on the wire: the method that reads and writes it, its codec, its least size.

use crate::rust::emit::generics::args_type;
use crate::rust::emit::template::{Emit, Hex, Output, Quoted, code, lines, rust, separated};
use crate::rust::emit::variables::Site;
use crate::rust::model::{
    Argument, Count, Enum, Number, Param, Role, Struct, Ty, Value, Var, VariantKind, Wire,
};

/// The method of `Reader` and `Writer` for a form, and what it is given.
#[derive(Debug, Clone, Copy)]
pub(super) enum Method<'w> {
    /// `reader.int()`, `writer.int(self.id)`.
    Copied(&'static str),
    /// `reader.string()`, `writer.string(&self.name)`.
    Plain(&'static str),
    /// `reader.object()`, `writer.boxed(&self.body, ())`.
    Any(&'static str),
    /// `reader.boxed(args)`, `writer.boxed(&self.photo, args)`.
    Typed(&'static str, &'w [Argument]),
    /// `reader.vector(codec)`, `writer.vector(&self.users, codec)`.
    List(&'static str, &'w Wire),
    /// `reader.tuple(count, codec)`, `writer.tuple(count, &self.parts, codec)`.
    Tuple(Count, &'w Wire),
    /// `reader.value(codec)`, `writer.value(&self.it, codec)`.
    Value(&'w Wire),
}

impl<'w> Method<'w> {
    pub(super) fn of(wire: &'w Wire) -> Self {
        match wire {
            Wire::Number(Number::Nat) => Method::Copied("nat"),
            Wire::Number(Number::Int) => Method::Copied("int"),
            Wire::Number(Number::Long | Number::Int53) => Method::Copied("long"),
            Wire::Number(Number::Double) => Method::Copied("double"),
            Wire::Number(Number::Float) => Method::Copied("float"),
            Wire::Bool => Method::Copied("bool"),
            Wire::String => Method::Plain("string"),
            Wire::Bytes => Method::Plain("bytes"),
            Wire::Raw => Method::Plain("raw"),
            Wire::Object => Method::Any("object"),
            Wire::Function => Method::Any("function"),
            Wire::Call => Method::Any("call"),
            Wire::Boxed(args) => Method::Typed("boxed", args),
            Wire::Bare(args) => Method::Typed("bare", args),
            Wire::Vector(element) => Method::List("vector", element),
            Wire::List(element) => Method::List("list", element),
            Wire::Tuple(count, element) => Method::Tuple(*count, element),
            Wire::WithId(..)
            | Wire::Array(..)
            | Wire::Param(_)
            | Wire::Record(_)
            | Wire::Nullable(..)
            | Wire::Answer(_) => Method::Value(wire),
        }
    }
}

/// How a codec is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// As a value: `VectorOf(Bare)`.
    Value,
    /// As a type: `VectorOf<Bare>`.
    Type,
}

impl<'i> Site<'i> {
    /// The arguments of a type: `()`, `(n, Bare)`.
    pub(super) fn arguments(self, args: &'i [Argument]) -> impl Emit + 'i {
        self.spelled_arguments(args, Spelling::Value)
    }

    /// The codec of a form.
    pub(super) fn codec(self, wire: &'i Wire) -> impl Emit + 'i {
        code(move |out| self.emit_codec(wire, Spelling::Value, out))
    }

    /// The type of the codec of a form.
    pub(super) fn codec_type(self, wire: &'i Wire) -> impl Emit + 'i {
        code(move |out| self.emit_codec(wire, Spelling::Type, out))
    }

    fn spelled_arguments(self, args: &'i [Argument], spelling: Spelling) -> impl Emit + 'i {
        tuple(args, move |arg, out| match (arg, spelling) {
            (Argument::Nat(count), Spelling::Value) => self.count(*count).emit(out),
            (Argument::Nat(_), Spelling::Type) => out.push("u32"),
            (Argument::Form(wire), _) => self.emit_codec(wire, spelling, out),
        })
    }

    fn emit_codec(self, wire: &'i Wire, spelling: Spelling, out: &mut Output<'_>) {
        let inner = |wire| code(move |out| self.emit_codec(wire, spelling, out));
        let with = |name: &'static str, part: &dyn Emit, out: &mut Output<'_>| match spelling {
            Spelling::Value => rust!(out, "#runtime::#name(#part)", name, part),
            Spelling::Type => rust!(out, "#runtime::#name<#part>", name, part),
        };
        let with_arguments = |name: &'static str, args, out: &mut Output<'_>| {
            with(name, &self.spelled_arguments(args, spelling), out);
        };
        match (wire, spelling) {
            (Wire::Number(_) | Wire::String | Wire::Bytes | Wire::Raw, _) => {
                rust!(out, "#runtime::Bare");
            }
            (Wire::Bool, _) => rust!(out, "#runtime::Boxed"),
            (Wire::Object, _) => rust!(out, "#runtime::ObjectForm"),
            (Wire::Function | Wire::Call, _) => rust!(out, "#runtime::FunctionForm"),
            (Wire::Boxed(args), _) if args.is_empty() => rust!(out, "#runtime::Boxed"),
            (Wire::Bare(args), _) if args.is_empty() => rust!(out, "#runtime::Bare"),
            (Wire::Boxed(args), _) => with_arguments("BoxedWith", args, out),
            (Wire::Bare(args), _) => with_arguments("BareWith", args, out),
            (Wire::Record(args), _) => with_arguments("RecordWith", args, out),
            (Wire::Vector(element), _) => with("VectorOf", &inner(element), out),
            (Wire::List(element), _) => with("ListOf", &inner(element), out),
            (Wire::Array(_, element), _) => with("ArrayOf", &inner(element), out),
            (Wire::Tuple(count, element), Spelling::Value) => {
                let (count, element) = (self.count(*count), inner(element));
                rust!(out, "#runtime::TupleOf(#count, #element)", count, element);
            }
            (Wire::Tuple(_, element), Spelling::Type) => with("TupleOf", &inner(element), out),
            (Wire::Nullable(field, value), Spelling::Value) => {
                let (name, field) = (Quoted(self.item.identity.name()), Quoted(field));
                let value = inner(value);
                rust! { out, "#runtime::Nullable(#name, #field, #value)", name, field, value }
            }
            (Wire::Nullable(_, value), Spelling::Type) => with("Nullable", &inner(value), out),
            (Wire::WithId(id, _), Spelling::Value) => {
                rust!(out, "#runtime::WithId::<#id>", id = Hex(*id, 8));
            }
            (Wire::WithId(id, _), Spelling::Type) => {
                rust!(out, "#runtime::WithId<#id>", id = Hex(*id, 8));
            }
            (Wire::Param(index), Spelling::Value) => self.var(Var::Param(*index)).emit(out),
            (Wire::Param(index), Spelling::Type) => match self.item.params.get(*index) {
                Some(Param::Type { codec, .. }) => codec.emit(out),
                Some(Param::Nat(_)) | None => out.push("u32"),
            },
            // It stands in answers only, whose codecs have no types.
            (Wire::Answer(call), _) => {
                let call = self.item.fields.get(*call).map(|call| self.field(call));
                rust!(out, "#runtime::Answer(&#call)", call);
            }
        }
    }
}

/// A tuple; `(x,)` if it has one element.
pub(super) fn tuple<'l, T>(list: &'l [T], write: impl Fn(&'l T, &mut Output<'_>)) -> impl Emit {
    code(move |out| {
        let comma = (list.len() == 1).then_some(",");
        let parts = separated(list, ", ", &write);
        rust!(out, "(#parts#comma)", parts, comma);
    })
}

/// The sum of the least sizes of the fields: a number, and what bare types say of themselves.
pub(super) fn min_size(item: &Struct) -> impl Emit + '_ {
    code(move |out| {
        let (mut bytes, mut others) = (0, Vec::new());
        for field in &item.fields {
            match &field.role {
                Role::Mask(mask) if mask.bit.is_none() => bytes += 4,
                Role::Value(value) if value.bit.is_none() => match &value.with {
                    Some(with) => bytes += with.min_size,
                    None => match value.wire.min_size() {
                        Some(size) => bytes += size,
                        None => others.push(value),
                    },
                },
                Role::Mask(_) | Role::Flag(_) | Role::Value(_) | Role::Count => {}
            }
        }
        let known = bytes > 0 || others.is_empty();
        if known {
            bytes.emit(out);
        }
        for (number, value) in others.into_iter().enumerate() {
            if known || number > 0 {
                out.push(" + ");
            }
            min_size_of_type(item, value, out);
        }
    })
}

/// What the Rust type says of the least size of a form.
fn min_size_of_type(item: &Struct, value: &Value, out: &mut Output<'_>) {
    let (ty, wire) = (&value.ty, &value.wire);
    let plain = matches!(wire, Wire::Raw) || matches!(wire, Wire::Bare(args) if args.is_empty());
    if plain {
        rust!(out, "#runtime::min_size::<#ty>()", ty);
    } else {
        let codec = Site::decoding(item).codec_type(wire);
        rust!(out, "#runtime::min_size_as::<#ty, #codec>()", ty, codec);
    }
}

/// The constant that says how deep the filler of a struct is: it holds those of the fields that are
/// always there and are types of the schema.
pub(super) fn struct_filler(item: &Struct) -> impl Emit + '_ {
    code(move |out| {
        let held = item.fields.iter().filter_map(|field| match &field.role {
            Role::Value(Value {
                ty,
                bit: None,
                with: None,
                wire,
            }) => Some((ty, filler_codec(wire)?)),
            Role::Value(_) | Role::Mask(_) | Role::Flag(_) | Role::Count => None,
        });
        let held: Vec<_> = held.collect();
        filler(
            &held,
            |wire, out| Site::decoding(item).codec_type(wire).emit(out),
            out,
        );
    })
}

/// The form of a value that a filler holds: `None` where its filler is empty, `Some(None)` where
/// the type alone says how deep it is.
#[allow(clippy::option_option)]
fn filler_codec(wire: &Wire) -> Option<Option<&Wire>> {
    match wire {
        Wire::Call | Wire::WithId(..) => Some(None),
        Wire::Boxed(args) | Wire::Bare(args) if args.is_empty() => Some(None),
        Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Record(_)
        | Wire::Param(_)
        | Wire::Array(..)
        | Wire::Nullable(..) => Some(Some(wire)),
        Wire::Number(_)
        | Wire::String
        | Wire::Bytes
        | Wire::Raw
        | Wire::Bool
        | Wire::Vector(_)
        | Wire::List(_)
        | Wire::Tuple(..)
        | Wire::Object
        | Wire::Function
        | Wire::Answer(_) => None,
    }
}

/// The constant of an enum: its filler holds that of its variant.
pub(super) fn enum_filler(item: &Enum) -> impl Emit + '_ {
    code(
        move |out| match item.variants.get(item.filler).map(|variant| &variant.kind) {
            Some(VariantKind::Newtype { ty, .. }) => {
                let with = (!item.params.is_empty()).then_some(());
                filler(
                    &[(ty, with)],
                    |(), out| {
                        rust! { out, "#runtime::BareWith<#args>", args = args_type(&item.params) }
                    },
                    out,
                );
            }
            Some(VariantKind::Record(record)) => struct_filler(record).emit(out),
            Some(VariantKind::Unit(_) | VariantKind::Other { .. }) | None => {}
        },
    )
}

fn filler<C: Copy>(
    held: &[(&Ty, Option<C>)],
    codec: impl Fn(C, &mut Output<'_>),
    out: &mut Output<'_>,
) {
    if held.is_empty() {
        return;
    }
    let sum = separated(held, " + ", |(ty, with), out| match *with {
        None => rust!(out, "#runtime::filler::<#ty>()", ty),
        Some(with) => {
            let codec = code(|out| codec(with, out));
            rust!(out, "#runtime::filler_as::<#ty, #codec>()", ty, codec);
        }
    });
    lines!(out, "const FILLER: usize = #sum;", sum);
}
