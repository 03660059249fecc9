//! The meaning of a declaration, independent of its spelling: `%int` is `int`, and `[ t ]` is `n*[ t ]`.

use tl_parser::schema::{Arg, Combinator, Field, Nat, Schema, TypeExpr, VarId};

pub(super) fn of(schema: &Schema<'_>, it: &Combinator<'_>) -> String {
    let builtin = it.builtin.map(|builtin| format!("{builtin:?} "));
    // A builtin may be declared in any way.
    let fields = match builtin {
        None => fields(schema, it, &it.fields),
        Some(_) => String::new(),
    };
    let result = ty(schema, it, &it.result);
    format!("{}{fields}= {result}", builtin.unwrap_or_default())
}

fn fields(schema: &Schema<'_>, of: &Combinator<'_>, fields: &[Field<'_>]) -> String {
    let field = |field: &Field<'_>| {
        let name = field.name.unwrap_or("_");
        let mask = field.mask;
        let mask = mask.map(|mask| format!("{}.{}?", var(of, mask.var), mask.bit));
        let bang = if field.ast.bang { "!" } else { "" };
        let ty = ty(schema, of, &field.ty);
        format!("{name}:{}{bang}{ty} ", mask.unwrap_or_default())
    };
    fields.iter().map(field).collect()
}

/// Returns the name of a variable, or its position if it has none.
fn var(of: &Combinator<'_>, id: VarId) -> String {
    let name = of.var(id).unwrap().name;
    // JSON without names lists types before numbers.
    if name.is_empty() {
        format!("{id:?}")
    } else {
        name.to_owned()
    }
}

fn nat(of: &Combinator<'_>, nat: Nat) -> String {
    let var = nat.var.map(|id| var(of, id));
    format!("{}+{}", var.unwrap_or_default(), nat.add)
}

fn ty(schema: &Schema<'_>, of: &Combinator<'_>, it: &TypeExpr<'_>) -> String {
    let (name, args) = match it {
        TypeExpr::Nat(_) => return "#".into(),
        TypeExpr::Var(id, _) | TypeExpr::Call(id, _) => return var(of, *id),
        TypeExpr::Repeat(count, inner, _) => {
            return format!("{}*[ {}]", nat(of, *count), fields(schema, of, inner));
        }
        TypeExpr::Boxed(id, args, _) => (schema[*id].name, args),
        TypeExpr::Bare(id, args, _) => (schema[*id].name, args),
    };
    let args = args.iter().map(|arg| match arg {
        Arg::Type(arg) => ty(schema, of, arg),
        Arg::Nat(arg) => nat(of, *arg),
    });
    format!("{name}<{}>", args.collect::<Vec<_>>().join(", "))
}
