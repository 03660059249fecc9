//! Examples in Rust with plausible values: a call for each function, a value for each constructor.

mod choose;
mod expression;
mod plausible;

use std::cell::Cell;
use std::rc::Rc;

use tl_codegen::__private::model::{
    FieldRole, Ident, Item, Number, Param, Response, Struct, Ty, Value, VariantKind,
};
use tl_codegen::__private::{Items, items};
use tl_codegen::Config;
use tl_parser::check;
use tl_parser::schema::{CombinatorId, Field, Schema, TypeExpr};

use choose::Costs;
use expression::Expression;

/// A generator of examples.
pub(crate) struct Examples {
    items: Items,
    costs: Costs,
    /// A call to pass to functions that take one.
    callee: Option<Rc<[Ident]>>,
    /// How many more values and types the current example may have. A type that has another one twice, which
    /// has another one twice, and so on, would have more than can be counted.
    left: Cell<usize>,
}

/// The maximum depth of values inside each other. A type whose arguments lead back to it has no end.
const DEEPEST: usize = 16;

/// The maximum length of an example in bytes, because nobody reads more; and the maximum length of the answer's
/// type, which is optional.
const LONGEST: usize = 30_000;
const LONGEST_TYPE: usize = 500;

/// The number of optional fields that are set.
const OPTIONAL: usize = 2;

/// Returns the schema without descriptions, which examples do not show.
fn without_docs<'s>(schema: &Schema<'s>) -> Schema<'s> {
    fn clear(fields: &mut [Field<'_>]) {
        for field in fields {
            field.docs = String::new();
            if let TypeExpr::Repeat(_, inner, _) = &mut field.ty {
                clear(inner);
            }
        }
    }
    let mut schema = schema.clone();
    for it in schema.combinators.iter_mut() {
        it.docs = String::new();
        clear(&mut it.fields);
    }
    schema
        .types
        .iter_mut()
        .for_each(|it| it.docs = String::new());
    schema
}

impl Examples {
    /// Prepares examples for the code that is generated from a schema by default; `None` if it cannot be
    /// generated.
    pub(crate) fn new(schema: &Schema<'_>) -> Option<Self> {
        let mut diagnostics = Vec::new();
        let schema = &without_docs(schema);
        let items = items(schema, &Config::default(), &mut diagnostics);
        if check::failed(&diagnostics) {
            return None;
        }
        let costs = Costs::new(&items);
        let callees = items.combinators.iter().flatten().filter(|path| {
            let item = items.by_path.get(*path);
            matches!(item, Some(Item::Struct(item)) if item.response.is_some()
                && item.calls.is_empty()
                && item.members().next().is_none())
        });
        let mut callees: Vec<_> = callees.cloned().collect();
        // Of the calls without arguments, prefer the one that every client makes.
        callees.sort_by_key(|path| path.last().is_none_or(|name| name.as_str() != "GetConfig"));
        Some(Self {
            callee: callees.into_iter().next(),
            costs,
            items,
            left: Cell::new(0),
        })
    }

    /// Whether it is a constructor that only servers encode. The code for clients has no function that makes it.
    pub(crate) fn is_of_servers(&self, id: CombinatorId) -> bool {
        self.structure_of(id)
            .is_some_and(|(_, item)| item.response.is_none() && !item.client.encode)
    }

    fn structure_of(&self, id: CombinatorId) -> Option<(&[Ident], &Struct)> {
        let path = self.items.combinators[id].as_ref()?;
        match self.items.by_path.get(path)? {
            Item::Struct(item) => Some((path, item)),
            Item::Enum(_) | Item::Alias(_) | Item::Transparent(_) => None,
        }
    }

    /// Returns the example of a constructor or function, if it has a struct.
    pub(crate) fn of(&self, id: CombinatorId) -> Option<String> {
        let (path, item) = self.structure_of(id)?;
        if self.is_too_long(path) {
            return None;
        }
        self.left.set(LONGEST);
        let variable = match item.response {
            Some(_) => "call",
            None => "value",
        };
        let optional = self.optional(item)?;
        // Any type works, and the example must name one.
        let types = item.params.iter().filter_map(Param::type_ident);
        let args: Vec<Ty> = types.map(|_| Ty::Number(Number::Int)).collect();
        let mut code = String::from("let ");
        if !optional.is_empty() {
            code.push_str("mut ");
        }
        code.push_str(&format!("{variable} = "));
        self.structure(path, item, &args, 0)?.write(0, &mut code);
        code.push_str(";\n");
        for (name, value) in optional {
            code.push_str(&format!("{variable}.{name} = "));
            value.write(0, &mut code);
            code.push_str(";\n");
        }
        match &item.response {
            Some(Response::Value { ty, .. }) => {
                let ty = self.rust_type(ty).filter(|ty| ty.len() <= LONGEST_TYPE);
                let ty = ty.map(|ty| format!(": {ty}"));
                let ty = ty.unwrap_or_default();
                code.push_str(&format!("\nlet answer{ty} = client.invoke(&call)?;\n"));
            }
            Some(Response::AsField(_)) => {
                code.push_str("\nlet answer = client.invoke(&call)?;\n");
            }
            None => {}
        }
        Some(code).filter(|code| code.len() <= LONGEST)
    }

    /// Whether each value of an item is too long for an example, or has no end.
    fn is_too_long(&self, path: &[Ident]) -> bool {
        self.costs.of_path(path) as usize > LONGEST
    }

    /// Counts this many values and types. Each takes at least a byte. Returns `None` if the example becomes too
    /// long.
    fn count(&self, parts: usize) -> Option<()> {
        let left = self.left.get().checked_sub(parts)?;
        self.left.set(left);
        Some(())
    }

    /// Returns a type with its parameters replaced by their values.
    fn replaced(&self, ty: &Ty, known: &[(Ident, Ty)]) -> Option<Ty> {
        let ty = replaced(ty, known);
        let mut parts = 0;
        ty.each(&mut |_| parts += 1);
        self.count(parts)?;
        Some(ty)
    }

    /// Returns the first optional fields with short values.
    fn optional(&self, item: &Struct) -> Option<Vec<(String, Expression)>> {
        let mut optional = Vec::new();
        if !item.has_new() {
            return Some(optional);
        }
        for field in &item.fields {
            let value = match &field.role {
                FieldRole::Flag(_) => Expression::atom("true"),
                FieldRole::Value(value) if field.role.may_be_left_out() => {
                    let ty = match &value.ty {
                        Ty::Option(inner) => inner,
                        ty => ty,
                    };
                    if self.costs.of_type(ty) > 3 || ty.has_param() {
                        continue;
                    }
                    Expression::call("Some", vec![self.value(&field.name, ty, 1)?])
                }
                FieldRole::Value(_) | FieldRole::Mask(_) | FieldRole::Count => continue,
            };
            optional.push((field.ident.to_string(), value));
            if optional.len() == OPTIONAL {
                break;
            }
        }
        Some(optional)
    }

    fn structure(
        &self,
        path: &[Ident],
        item: &Struct,
        args: &[Ty],
        depth: usize,
    ) -> Option<Expression> {
        let known = self.parameters(&item.params, &item.calls, args);
        let mut path = joined(path);
        if let (0, [_, ..]) = (depth, args) {
            let args: Option<Vec<_>> = args.iter().map(|arg| self.rust_type(arg)).collect();
            path = format!("{path}::<{}>", args?.join(", "));
        }
        let members = item.members();
        if item.has_new() {
            let mut args = Vec::new();
            for field in members.filter(|field| !field.role.may_be_left_out()) {
                args.push(self.field(&field.name, &field.role, &known, depth)?);
            }
            return Some(Expression::call(&format!("{path}::new"), args));
        }
        let mut fields = Vec::new();
        for field in members {
            let value = self.field(&field.name, &field.role, &known, depth)?;
            fields.push((field.ident.to_string(), value));
        }
        Some(Expression::literal(&path, fields))
    }

    /// Returns the values of an item's type parameters: an argument, or the call of some function.
    fn parameters(&self, params: &[Param], calls: &[Ident], args: &[Ty]) -> Vec<(Ident, Ty)> {
        let types = params.iter().filter_map(Param::type_ident).cloned();
        let mut known: Vec<(Ident, Ty)> = types.zip(args.iter().cloned()).collect();
        let callee = self
            .callee
            .as_ref()
            .map(|path| Ty::Item(0, path.clone(), Vec::new()));
        known.extend(calls.iter().cloned().zip(callee.into_iter().cycle()));
        known
    }

    fn field(
        &self,
        name: &str,
        role: &FieldRole,
        known: &[(Ident, Ty)],
        depth: usize,
    ) -> Option<Expression> {
        match role {
            FieldRole::Value(Value { ty, bit: None, .. }) => {
                self.value(name, &self.replaced(ty, known)?, depth + 1)
            }
            FieldRole::Value(_) => Some(Expression::atom("None")),
            FieldRole::Flag(_) => Some(Expression::atom("false")),
            FieldRole::Mask(mask) if mask.bit.is_some() => Some(Expression::atom("None")),
            FieldRole::Mask(_) => Some(Expression::atom("0")),
            FieldRole::Count => None,
        }
    }

    /// Returns a value for a field with this TL name, at a depth of `depth` inside the outermost value.
    fn value(&self, name: &str, ty: &Ty, depth: usize) -> Option<Expression> {
        let atom = |text: &str| Some(Expression::atom(text));
        self.count(1)?;
        match ty {
            Ty::Number(number) => atom(&plausible::number(name, number.rust_type())),
            Ty::Bool => atom("true"),
            Ty::True => atom("tl_runtime::value::True"),
            Ty::Raw(size) => atom(&format!("[0x2a; {size}]")),
            Ty::String => atom(&format!("{:?}.into()", plausible::string(name))),
            Ty::Bytes => atom(&format!("b{:?}.to_vec()", plausible::bytes(name))),
            Ty::Vec(inner) => Some(Expression::list(vec![self.value(name, inner, depth)?])),
            Ty::Array(inner, size) => {
                let before = self.left.get();
                let value = self.value(name, inner, depth)?;
                let parts = before - self.left.get();
                self.count(parts.saturating_mul(size.saturating_sub(1)))?;
                Some(Expression::array(vec![value; *size]))
            }
            Ty::Box(inner) => match &**inner {
                Ty::Item(_, path, args) => self.item(path, args, true, depth),
                inner => Some(Expression::call(
                    "Box::new",
                    vec![self.value(name, inner, depth)?],
                )),
            },
            Ty::Option(inner) => Some(Expression::call(
                "Some",
                vec![self.value(name, inner, depth)?],
            )),
            Ty::Secret(inner) => {
                let secret = "tl_runtime::value::Secret";
                Some(Expression::call(
                    secret,
                    vec![self.value(name, inner, depth)?],
                ))
            }
            // A type parameter without an argument.
            Ty::Param(_) => atom("1_i32"),
            Ty::Item(_, path, args) => self.item(path, args, false, depth),
            // The schema does not tell which type these have.
            Ty::Object | Ty::Answer(_) | Ty::Named(..) | Ty::Verbatim(_) => None,
        }
    }

    /// Returns a value of an item, inside a `Box` if `boxed` is true.
    fn item(&self, path: &[Ident], args: &[Ty], boxed: bool, depth: usize) -> Option<Expression> {
        let in_box = |value: Expression| match boxed {
            true => Expression::call("Box::new", vec![value]),
            false => value,
        };
        if depth > DEEPEST || self.is_too_long(path) {
            return None;
        }
        match self.items.by_path.get(path)? {
            Item::Struct(item) => self.structure(path, item, args, depth).map(in_box),
            Item::Alias(alias) => match &alias.target {
                Ty::Item(_, target, _) => self.item(target, args, boxed, depth),
                _ => None,
            },
            Item::Enum(item) => {
                let index = self.costs.variant(path, depth)?;
                let variant = item.variants.get(index)?;
                let name = format!("{}::{}", joined(path), variant.ident);
                let VariantKind::Newtype { ty, .. } = &variant.kind else {
                    return Some(in_box(Expression::atom(&name)));
                };
                let known = self.parameters(&item.params, &[], args);
                let (payload, is_boxed) = match ty {
                    Ty::Box(inner) => (&**inner, true),
                    ty => (ty, false),
                };
                let value = self.value("", &self.replaced(payload, &known)?, depth)?;
                let into = |it: &tl_codegen::__private::model::Conversion| match boxed {
                    true => it.from_boxed,
                    false => it.from,
                };
                if args.is_empty() && variant.conversion.as_ref().is_some_and(into) {
                    return Some(value.into_type());
                }
                let value = match is_boxed {
                    true => Expression::call("Box::new", vec![value]),
                    false => value,
                };
                Some(in_box(Expression::call(&name, vec![value])))
            }
            Item::Transparent(_) => None,
        }
    }

    /// Returns a type as the example writes it; `None` if the example cannot name it.
    fn rust_type(&self, ty: &Ty) -> Option<String> {
        Some(match ty {
            Ty::Number(number) => number.rust_type().into(),
            Ty::Bool => "bool".into(),
            Ty::Raw(size) => format!("[u8; {size}]"),
            Ty::String => "String".into(),
            Ty::Bytes => "Vec<u8>".into(),
            Ty::Vec(inner) => format!("Vec<{}>", self.rust_type(inner)?),
            Ty::Array(inner, size) => format!("[{}; {size}]", self.rust_type(inner)?),
            Ty::Box(inner) => format!("Box<{}>", self.rust_type(inner)?),
            Ty::Option(inner) => format!("Option<{}>", self.rust_type(inner)?),
            Ty::Item(_, path, args) => match self.items.by_path.get(path) {
                Some(Item::Alias(alias)) if args.is_empty() => self.rust_type(&alias.target)?,
                _ if args.is_empty() => joined(path),
                _ => {
                    let args: Option<Vec<_>> = args.iter().map(|arg| self.rust_type(arg)).collect();
                    format!("{}<{}>", joined(path), args?.join(", "))
                }
            },
            Ty::True => "tl_runtime::value::True".into(),
            Ty::Secret(_)
            | Ty::Object
            | Ty::Param(_)
            | Ty::Answer(_)
            | Ty::Named(..)
            | Ty::Verbatim(_) => {
                return None;
            }
        })
    }
}

fn joined(path: &[Ident]) -> String {
    let parts: Vec<&str> = path.iter().map(Ident::as_str).collect();
    parts.join("::")
}

/// Returns a type with its parameters replaced by their values.
fn replaced(ty: &Ty, known: &[(Ident, Ty)]) -> Ty {
    let mut replaced = ty.clone();
    replaced.each_mut(&mut |ty| {
        let value = known
            .iter()
            .find(|(name, _)| matches!(ty, Ty::Param(ident) if ident == name));
        if let Some((_, value)) = value {
            *ty = value.clone();
        }
    });
    replaced
}
