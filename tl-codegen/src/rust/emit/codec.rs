//! The code for a form on the wire: its codec, and the method that decodes or encodes it.

use crate::rust::emit::template::{Emit, Hex, Output, Quoted, code, rust, separated};
use crate::rust::emit::variables::Site;
use crate::rust::model::{Argument, Count, Number, Param, Var, Wire};

/// The method of `Decoder` and `Encoder` for a form, with its arguments.
#[derive(Debug, Clone, Copy)]
pub(super) enum Method<'w> {
    /// `decoder.int()`, `encoder.int(self.id)`.
    Copied(&'static str),
    /// `decoder.string()`, `encoder.string(&self.name)`.
    Plain(&'static str),
    /// `decoder.object()`, `encoder.boxed(&self.body, ())`.
    Any(&'static str),
    /// `decoder.boxed(args)`, `encoder.boxed(&self.photo, args)`.
    Typed(&'static str, &'w [Argument]),
    /// `decoder.vector(codec)`, `encoder.vector(&self.users, codec)`.
    List(&'static str, &'w Wire),
    /// `decoder.tuple(count, codec)`, `encoder.tuple(count, &self.parts, codec)`.
    Tuple(Count, &'w Wire),
    /// `decoder.value(codec)`, `encoder.value(&self.it, codec)`.
    Value(&'w Wire),
}

impl<'w> Method<'w> {
    pub(super) fn of(wire: &'w Wire) -> Self {
        match wire {
            Wire::Number(number) => Method::Copied(method(*number)),
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
            | Wire::Element(_)
            | Wire::Nullable(..)
            | Wire::Answer(_) => Method::Value(wire),
        }
    }
}

/// Returns the method for a number.
pub(super) fn method(number: Number) -> &'static str {
    match number {
        Number::Nat => "nat",
        Number::Int => "int",
        Number::Long | Number::Int53 => "long",
        Number::Double => "double",
        Number::Float => "float",
    }
}

/// How a codec is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// As a value: `VectorOf(Bare)`. The method returns the form of the answer to a call.
    Value { method: &'static str },
    /// As a type: `VectorOf<Bare>`.
    Type,
}

impl<'i> Site<'i> {
    /// Writes the arguments of a type: `()`, `(n, Bare)`.
    pub(super) fn arguments(self, args: &'i [Argument]) -> impl Emit + 'i {
        let method = "decode_form";
        self.spelled_arguments(args, Spelling::Value { method })
    }

    /// Writes the codec of a form.
    pub(super) fn codec(self, wire: &'i Wire) -> impl Emit + 'i {
        self.answer(wire, "decode_form")
    }

    /// Writes the codec of an answer; `method` returns the codec of the answer to a call in a field.
    pub(super) fn answer(self, wire: &'i Wire, method: &'static str) -> impl Emit + 'i {
        code(move |out| self.emit_codec(wire, Spelling::Value { method }, out))
    }

    /// Writes the type of the codec of a form.
    pub(super) fn codec_type(self, wire: &'i Wire) -> impl Emit + 'i {
        code(move |out| self.emit_codec(wire, Spelling::Type, out))
    }

    fn spelled_arguments(self, args: &'i [Argument], spelling: Spelling) -> impl Emit + 'i {
        tuple(args, move |arg, out| match (arg, spelling) {
            (Argument::Nat(count), Spelling::Value { .. }) => self.count(*count).emit(out),
            (Argument::Nat(_), Spelling::Type) => out.push("u32"),
            (Argument::Form(wire), _) => self.emit_codec(wire, spelling, out),
        })
    }

    fn emit_codec(self, wire: &'i Wire, spelling: Spelling, out: &mut Output<'_>) {
        let inner = |wire| code(move |out| self.emit_codec(wire, spelling, out));
        let with = |name: &'static str, part: &dyn Emit, out: &mut Output<'_>| match spelling {
            Spelling::Value { .. } => rust!(out, "#runtime::codec::#name(#part)", name, part),
            Spelling::Type => rust!(out, "#runtime::codec::#name<#part>", name, part),
        };
        let with_arguments = |name: &'static str, args, out: &mut Output<'_>| {
            with(name, &self.spelled_arguments(args, spelling), out);
        };
        match (wire, spelling) {
            (Wire::Number(_) | Wire::String | Wire::Bytes | Wire::Raw, _) => {
                rust!(out, "#runtime::codec::Bare");
            }
            (Wire::Bool, _) => rust!(out, "#runtime::codec::Boxed"),
            (Wire::Object, _) => rust!(out, "#runtime::codec::ObjectForm"),
            (Wire::Function | Wire::Call, _) => rust!(out, "#runtime::codec::FunctionForm"),
            (Wire::Boxed(args), _) if args.is_empty() => rust!(out, "#runtime::codec::Boxed"),
            (Wire::Bare(args), _) if args.is_empty() => rust!(out, "#runtime::codec::Bare"),
            (Wire::Boxed(args), _) => with_arguments("BoxedWith", args, out),
            (Wire::Bare(args), _) => with_arguments("BareWith", args, out),
            (Wire::Element(args), _) => with_arguments("ElementWith", args, out),
            (Wire::Vector(element), _) => with("VectorOf", &inner(element), out),
            (Wire::List(element), _) => with("ListOf", &inner(element), out),
            (Wire::Array(_, element), _) => with("ArrayOf", &inner(element), out),
            (Wire::Tuple(count, element), Spelling::Value { .. }) => {
                let (count, element) = (self.count(*count), inner(element));
                rust!(
                    out,
                    "#runtime::codec::TupleOf(#count, #element)",
                    count,
                    element
                );
            }
            (Wire::Tuple(_, element), Spelling::Type) => with("TupleOf", &inner(element), out),
            (Wire::Nullable(field, value), Spelling::Value { .. }) => {
                let (name, field) = (Quoted(self.item.identity.name()), Quoted(field));
                let value = inner(value);
                rust! { out, "#runtime::codec::Nullable(#name, #field, #value)", name, field, value }
            }
            (Wire::Nullable(_, value), Spelling::Type) => with("Nullable", &inner(value), out),
            (Wire::WithId(id, _), Spelling::Value { .. }) => {
                rust!(out, "#runtime::codec::WithId::<#id>", id = Hex(*id, 8));
            }
            (Wire::WithId(id, _), Spelling::Type) => {
                rust!(out, "#runtime::codec::WithId<#id>", id = Hex(*id, 8));
            }
            (Wire::Param(index), Spelling::Value { .. }) => self.var(Var::Param(*index)).emit(out),
            (Wire::Param(index), Spelling::Type) => match self.item.params.get(*index) {
                Some(Param::Type { codec, .. }) => codec.emit(out),
                Some(Param::Nat(_)) | None => out.push("u32"),
            },
            (Wire::Answer(call), Spelling::Value { method }) => {
                let call = self.item.fields.get(*call).map(|call| self.receiver(call));
                rust!(out, "#call.#method()", call, method);
            }
            (Wire::Answer(call), Spelling::Type) => {
                let call = self.item.call(*call);
                rust!(out, "<#call as #runtime::Function>::Form", call);
            }
        }
    }
}

/// Writes a tuple; `(x,)` if it has one element.
pub(super) fn tuple<'l, T>(list: &'l [T], write: impl Fn(&'l T, &mut Output<'_>)) -> impl Emit {
    code(move |out| {
        let comma = (list.len() == 1).then_some(",");
        let parts = separated(list, ", ", &write);
        rust!(out, "(#parts#comma)", parts, comma);
    })
}
