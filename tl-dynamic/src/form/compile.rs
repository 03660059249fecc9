//! Compiles a resolved schema to forms.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tl_parser::ast::ParamKind;
use tl_parser::schema::{
    Arg, Builtin, Combinator, CombinatorId, CombinatorKind, Field, Graph, IndexVec, Nat, Schema,
    TypeExpr, Uses, VarId,
};

use super::{Argument, Form, Nullable, Plan, Role, Secret, Slot};

/// The most elements of a repetition that is an array in generated code.
const MAX_ARRAY: u32 = 32;

/// Compiles the constructors and functions of a schema.
pub(crate) fn plans<'s>(schema: &Schema<'s>) -> IndexVec<CombinatorId, Plan<'s>> {
    let mut compiler = Compiler {
        schema,
        graph: Graph::new(schema),
        takes_memory: IndexVec::filled(true, schema.combinators.len()),
    };
    let mut plans = IndexVec::filled(None, schema.combinators.len());
    for ty in compiler.graph.contained_first() {
        for &id in compiler.graph.constructors(ty) {
            let plan = compiler.plan(id);
            let mut fields = plan.slots.iter();
            compiler.takes_memory[id] = fields.any(|slot| compiler.field_takes_memory(slot));
            plans[id] = Some(plan);
        }
    }
    let plans = schema.combinators.ids().zip(plans.iter_mut());
    let planned =
        |(id, plan): (_, &mut Option<_>)| plan.take().unwrap_or_else(|| compiler.plan(id));
    plans.map(planned).collect()
}

struct Compiler<'c, 's> {
    schema: &'c Schema<'s>,
    graph: Graph,
    /// Whether the Rust value of each constructor takes memory. One that leads back to itself does.
    takes_memory: IndexVec<CombinatorId, bool>,
}

impl<'s> Compiler<'_, 's> {
    fn plan(&self, id: CombinatorId) -> Plan<'s> {
        let combinator = &self.schema[id];
        let params = match (combinator.kind, combinator.result.boxed()) {
            (CombinatorKind::Constructor, Some((_, args))) => args.iter().map(param).collect(),
            _ => Vec::new(),
        };
        let of_kind = |kind| {
            let has = combinator.vars.iter().any(|var| var.kind == kind);
            if has { combinator.vars.len() } else { 0 }
        };
        Plan {
            params,
            numbers: of_kind(ParamKind::Nat),
            types: of_kind(ParamKind::Type),
            slots: self.slots(id, &combinator.fields),
            result: self.form(id, &combinator.result),
        }
    }

    /// Compiles the fields of a constructor, function or repetition.
    fn slots(&self, id: CombinatorId, fields: &[Field<'s>]) -> Vec<Slot<'s>> {
        let known = Known::new(&self.schema[id], fields);
        let indices = 0..fields.len();
        let slots = indices.zip(fields);
        slots
            .map(|(index, field)| self.slot(id, fields, &known, index, field))
            .collect()
    }

    fn slot(
        &self,
        id: CombinatorId,
        fields: &[Field<'s>],
        known: &Known,
        index: usize,
        field: &Field<'s>,
    ) -> Slot<'s> {
        let combinator = &self.schema[id];
        let mut form = match &field.ty {
            TypeExpr::Repeat(_, repeated, _) if known.uses.counts_before(fields, index) => {
                Form::List(Box::new(self.element(id, repeated)))
            }
            ty => self.form(id, ty),
        };
        let mut recursive = combinator.kind == CombinatorKind::Constructor
            && matches!(form, Form::Boxed(..) | Form::Bare(..) | Form::Array(..))
            && self.graph.needs_box(self.schema, id, &field.ty);
        if let (true, Form::Array(add, element)) = (recursive, &form) {
            // A list is in a box already.
            let (var, add) = (None, *add);
            form = Form::Tuple(Nat { var, add }, element.clone());
            recursive = false;
        }
        Slot {
            name: known.name(index, field),
            mask: field.mask,
            guard: field
                .mask
                .and_then(|mask| known.own.get(&mask.var).copied()),
            var: field.var,
            role: self.role(fields, known, index, field),
            nullable: nullable(field, &form),
            form,
            recursive,
        }
    }

    /// Compiles the type of a value, in the scope of a constructor or function.
    fn form(&self, id: CombinatorId, expr: &TypeExpr<'s>) -> Form<'s> {
        let schema = self.schema;
        match expr {
            TypeExpr::Nat(_) => Form::Nat,
            TypeExpr::Call(..) => Form::Function,
            TypeExpr::Var(var, _) => Form::Param(*var),
            TypeExpr::Repeat(count, fields, _) => {
                let element = self.element(id, fields);
                match *count {
                    Nat {
                        var: None,
                        add: count @ 0..=MAX_ARRAY,
                    } if count == 0 || self.is_array(&element) => {
                        Form::Array(count, Box::new(element))
                    }
                    count => Form::Tuple(count, Box::new(element)),
                }
            }
            TypeExpr::Boxed(ty, args, _) => match schema[*ty].builtin {
                None => Form::Boxed(*ty, self.arguments(id, args)),
                Some(Builtin::Vector) => Form::Vector(Box::new(self.of_vector(id, args))),
                Some(builtin) => {
                    let first = schema[*ty].constructors.first();
                    boxed(builtin, first.map_or(0, |&it| schema[it].id))
                }
            },
            TypeExpr::Bare(constructor, args, _) => match schema[*constructor].builtin {
                None => Form::Bare(*constructor, self.arguments(id, args)),
                Some(Builtin::Vector) => Form::List(Box::new(self.of_vector(id, args))),
                Some(builtin) => bare(builtin),
            },
        }
    }

    fn arguments(&self, id: CombinatorId, args: &[Arg<'s>]) -> Vec<Argument<'s>> {
        let argument = |arg: &Arg<'s>| match arg {
            Arg::Type(ty) => Argument::Form(self.form(id, ty)),
            Arg::Nat(nat) => Argument::Nat(*nat),
        };
        args.iter().map(argument).collect()
    }

    fn of_vector(&self, id: CombinatorId, args: &[Arg<'s>]) -> Form<'s> {
        match args.first() {
            Some(Arg::Type(element)) => self.form(id, element),
            // A schema without errors does not have this.
            Some(Arg::Nat(_)) | None => Form::Object,
        }
    }

    /// Compiles the element of a repetition.
    fn element(&self, id: CombinatorId, fields: &[Field<'s>]) -> Form<'s> {
        match fields {
            [Field { mask: None, ty, .. }] => self.form(id, ty),
            _ => Form::Element(self.slots(id, fields)),
        }
    }

    fn role(&self, fields: &[Field<'s>], known: &Known, index: usize, field: &Field<'s>) -> Role {
        if let Some(var) = field.var {
            let guarded = known.guarded.get(&var).copied().unwrap_or(0);
            if guarded != 0 {
                let kept =
                    field.mask.is_some() || !field.is_called_flags() || known.uses.passes_on(var);
                return Role::Mask { guarded, kept };
            }
        }
        match &field.ty {
            TypeExpr::Bare(constructor, ..)
                if field.mask.is_some()
                    && self.schema[*constructor].builtin == Some(Builtin::True) =>
            {
                Role::Flag
            }
            _ if known.uses.counts_before(fields, index + 1) => Role::Count,
            _ => Role::Value,
        }
    }

    /// Whether a few of these elements are an array in generated code. They are not if they take no memory,
    /// since nothing would limit their number.
    fn is_array(&self, element: &Form<'_>) -> bool {
        let is_long = matches!(element, Form::Tuple(Nat { var: None, .. }, _));
        !is_long && self.takes_memory(element)
    }

    fn takes_memory(&self, form: &Form<'_>) -> bool {
        match form {
            Form::True | Form::Array(0, _) => false,
            Form::WithId(_, value) => self.takes_memory(value),
            Form::Element(slots) => slots.iter().any(|slot| self.takes_memory(&slot.form)),
            Form::Bare(id, _) => self.takes_memory[*id],
            Form::Boxed(ty, _) => match self.schema[*ty].constructors.as_slice() {
                [only] => self.takes_memory[*only],
                _ => true,
            },
            Form::Nat | Form::Int | Form::Long | Form::Int53 | Form::Double | Form::Float => true,
            Form::String(_) | Form::Bytes(_) | Form::Raw(_) | Form::Bool => true,
            Form::Vector(_) | Form::List(_) | Form::Tuple(..) | Form::Array(..) => true,
            Form::Param(_) | Form::Object | Form::Function => true,
        }
    }

    fn field_takes_memory(&self, slot: &Slot<'_>) -> bool {
        match slot.role {
            Role::Count => false,
            Role::Mask { kept, .. } => kept,
            Role::Flag => true,
            Role::Value => {
                let is_option = slot.mask.is_some() || slot.nullable == Nullable::Itself;
                is_option || slot.recursive || self.takes_memory(&slot.form)
            }
        }
    }
}

/// What is known of each field from all fields of a constructor, function or repetition.
struct Known {
    uses: Uses,
    /// The indices of the fields that are variables.
    own: BTreeMap<VarId, u32>,
    /// The bits of each mask that guard fields.
    guarded: BTreeMap<VarId, u32>,
    /// How many fields before each one have no name, or are called `value`.
    unnamed: Vec<usize>,
}

impl Known {
    fn new(combinator: &Combinator<'_>, fields: &[Field<'_>]) -> Self {
        let mut guarded = BTreeMap::new();
        for mask in fields.iter().filter_map(|it| it.mask) {
            *guarded.entry(mask.var).or_default() |= bit(mask.bit);
        }
        let mut before = 0;
        let mut unnamed = Vec::with_capacity(fields.len());
        for field in fields {
            unnamed.push(before);
            before += usize::from(field.name.is_none_or(|name| name == "value"));
        }
        Self {
            unnamed,
            uses: combinator.uses(fields),
            own: (0..)
                .zip(fields)
                .filter_map(|(number, it)| Some((it.var?, number)))
                .collect(),
            guarded,
        }
    }

    /// Returns the JSON name of a field: its TL name, or if it has none, `value`, `value2` and so on.
    fn name<'s>(&self, index: usize, field: &Field<'s>) -> Cow<'s, str> {
        match (field.name, self.unnamed.get(index)) {
            (Some(name), _) => Cow::Borrowed(name),
            (None, Some(0) | None) => Cow::Borrowed("value"),
            (None, Some(before)) => Cow::Owned(format!("value{}", before + 1)),
        }
    }
}

/// Returns the form of the boxed values of a builtin type without arguments. A schema may give the type
/// another id than the usual one.
pub(crate) fn boxed<'s>(builtin: Builtin, id: u32) -> Form<'s> {
    match builtin {
        Builtin::Bool => Form::Bool,
        Builtin::Object | Builtin::Function => bare(builtin),
        builtin => Form::WithId(id, Box::new(bare(builtin))),
    }
}

/// Returns the form of the bare values of a builtin type without arguments.
pub(crate) fn bare<'s>(builtin: Builtin) -> Form<'s> {
    match builtin {
        Builtin::Int => Form::Int,
        Builtin::Long => Form::Long,
        Builtin::Int53 => Form::Int53,
        Builtin::Double => Form::Double,
        Builtin::Float => Form::Float,
        Builtin::String => Form::String(Secret::No),
        Builtin::Bytes => Form::Bytes(Secret::No),
        Builtin::SecureString => Form::String(Secret::Yes),
        Builtin::SecureBytes => Form::Bytes(Secret::Yes),
        Builtin::Int128 => Form::Raw(16),
        Builtin::Int256 => Form::Raw(32),
        Builtin::Int512 => Form::Raw(64),
        // `boolTrue` and `boolFalse` have one value each.
        Builtin::True | Builtin::Bool => Form::True,
        // `object ? = Object` is not a constructor of its own: its bare form is any boxed value.
        Builtin::Object | Builtin::Vector => Form::Object,
        Builtin::Function => Form::Function,
    }
}

/// Returns a word in which only this bit is set.
pub(crate) fn bit(bit: u8) -> u32 {
    1_u32.checked_shl(u32::from(bit)).unwrap_or(0)
}

fn param(arg: &Arg<'_>) -> Option<VarId> {
    match arg {
        Arg::Type(TypeExpr::Var(var, _)) => Some(*var),
        Arg::Nat(Nat { var, add: 0 }) => *var,
        Arg::Type(_) | Arg::Nat(_) => None,
    }
}

/// Returns which part of a field may be null. Numbers that others count by, and calls that are answered, may not.
fn nullable(field: &Field<'_>, form: &Form<'_>) -> Nullable {
    match form {
        _ if !field.nullable || field.mask.is_some() => Nullable::No,
        Form::Nat | Form::Function | Form::Tuple(..) => Nullable::No,
        Form::Vector(element) | Form::List(element) => match innermost(element) {
            Form::Boxed(..) | Form::Bare(..) | Form::Object | Form::Function => Nullable::Elements,
            _ => Nullable::No,
        },
        _ => Nullable::Itself,
    }
}

/// Returns the elements of the innermost list; the element itself if it is not a list.
fn innermost<'f, 's>(element: &'f Form<'s>) -> &'f Form<'s> {
    match element {
        Form::Vector(inner) | Form::List(inner) => innermost(inner),
        other => other,
    }
}
