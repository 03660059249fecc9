//! Invalid ids: reserved ones, and one id for two things.

use crate::allow::Allowances;
use crate::diagnostic::{Advice, Code, Diagnostic};
use crate::hasher::Set;
use crate::id::{self, Rule};
use crate::schema::{Combinator, CombinatorId, CombinatorKind, Graph, Origin, Schema};
use crate::source::{Form, Span};
use crate::syntax::ast::{self, Program};
use crate::verify::{Reasons, WayOut};

/// Checks the ids of all declarations of the schema. Returns the first two combinators of each id that
/// several of one kind have.
///
/// The prelude is only checked where an ordinary constructor stands for a builtin: most of its ids are never
/// encoded, and its text is not the user's.
pub(in crate::resolve) fn check(
    schema: &Schema<'_>,
    programs: &[Program<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(CombinatorId, CombinatorId)> {
    let mut constructors: Vec<(u32, u32)> = Vec::with_capacity(schema.combinators.len());
    let mut functions: Vec<(u32, u32)> = Vec::new();
    let mut reserved_ids = Vec::new();
    for (index, combinator) in schema.combinators.entries() {
        let of_builtin = combinator
            .ty()
            .is_some_and(|ty| schema[ty].builtin.is_some());
        let is_checked = match combinator.builtin {
            // Otherwise an ordinary constructor stands for it.
            Some(_) => of_builtin && combinator.origin == Origin::Declared,
            None => combinator.origin != Origin::External,
        };
        if is_checked {
            let by_id = match combinator.kind {
                CombinatorKind::Constructor => &mut constructors,
                CombinatorKind::Function => &mut functions,
            };
            by_id.push((combinator.id, index.0));
            if matches!(combinator.id, 0 | u32::MAX) {
                reserved_ids.push(index);
            }
        }
    }
    if !reserved_ids.is_empty() {
        let graph = Graph::new(schema);
        let found = reserved_ids
            .into_iter()
            .map(|id| reserved(schema, programs, id, &graph));
        diagnostics.extend(found);
    }
    let mut repeated = Vec::new();
    let mut copies = None;
    for mut by_id in [constructors, functions] {
        by_id.sort_unstable();
        for same in by_id.chunk_by(|(id, _), (other, _)| id == other) {
            if let [_, _, ..] = same {
                if let [first, second, ref more @ ..] = clashing(schema, same)[..] {
                    let copies = copies.get_or_insert_with(|| Copies::new(schema, programs));
                    diagnostics.push(copies.duplicate(first, second, more));
                    repeated.push((first, second));
                }
            }
        }
    }
    repeated
}

/// Returns the combinators of one id, without the prefix forms of a generic function.
fn clashing(schema: &Schema<'_>, same: &[(u32, u32)]) -> Vec<CombinatorId> {
    let mut all = Vec::with_capacity(same.len());
    for (_, index) in same {
        all.push(CombinatorId(*index));
    }
    let generic = all.iter().find(|it| query(schema[**it].ast).is_some());
    if let Some(generic) = generic.map(|generic| schema[*generic].ast) {
        all.retain(|it| !is_prefix_form(schema[*it].ast, generic));
    }
    all
}

fn id_span(combinator: &Combinator<'_>) -> Span {
    combinator
        .ast
        .id
        .map_or(combinator.ast.name.span, |id| id.span)
}

fn reserved(
    schema: &Schema<'_>,
    programs: &[Program<'_>],
    id: CombinatorId,
    graph: &Graph,
) -> Diagnostic {
    let combinator = &schema[id];
    let diagnostic = Diagnostic::new(
        Code::ReservedId,
        format!("`{}` has the id {:08x}", combinator.name, combinator.id),
        id_span(combinator),
        "this id is reserved",
    )
    .about(combinator.span)
    .of_values()
    .note(
        "0 and ffffffff cannot be ids of a constructor or function: programs use them for \"none\"",
    )
    .note("without a written id, it is computed from the text");
    // After the end of the input, a decoder reads 0.
    let mut fields = combinator
        .fields
        .iter()
        .filter(|field| field.mask.is_none());
    let is_endless = combinator.id == 0
        && combinator.kind == CombinatorKind::Constructor
        && fields.any(|field| graph.needs_box(schema, id, &field.ty));
    if is_endless {
        let why = "it contains its own type, and a decoder reads the end of the input as this id, so it would not stop";
        diagnostic.note(why).fixed()
    } else {
        diagnostic.advise([intended(combinator, programs)])
    }
}

fn intended(combinator: &Combinator<'_>, programs: &[Program<'_>]) -> Advice {
    let program = Program::find(programs, combinator.span);
    let form = program.map_or(Form::Tl, |program| program.form);
    Advice::allow_where("it is intended", form)
}

/// Finds, among several combinators with one id, the one that got it with a copied line.
struct Copies<'a, 's> {
    schema: &'a Schema<'s>,
    programs: &'a [Program<'s>],
    allowances: Allowances,
    reasons: Reasons<'a, 's>,
    rules: &'static [Rule],
}

impl<'a, 's> Copies<'a, 's> {
    fn new(schema: &'a Schema<'s>, programs: &'a [Program<'s>]) -> Self {
        Self {
            schema,
            programs,
            allowances: Allowances::new(programs),
            reasons: Reasons::of_own_texts(schema, programs),
            rules: schema.rules_of_ids(),
        }
    }

    fn duplicate(
        &mut self,
        first: CombinatorId,
        second: CombinatorId,
        more: &[CombinatorId],
    ) -> Diagnostic {
        let schema = self.schema;
        let (first, second) = (&schema[first], &schema[second]);
        let more = || more.iter().map(|id| &schema[*id]);
        let mut diagnostic = Diagnostic::new(
            Code::DuplicateId,
            format!("two {}s have the id {:08x}", first.kind.name(), first.id),
            id_span(second),
            format!("`{}` has it", second.name),
        )
        .about(second.span)
        .of_values()
        .label(id_span(first), format!("`{}` has it too", first.name));
        for other in more().take(3) {
            diagnostic = diagnostic.label(id_span(other), format!("and `{}`", other.name));
        }
        // The second is likelier than the first.
        let mut likeliest = [second, first].into_iter().chain(more());
        let copy = likeliest.find(|it| self.is_copy(it));
        let given = copy.map(|it| id::suggestions(id_span(it), &id::given(it.ast, self.rules)));
        let diagnostic = diagnostic
            .note("a reader of an id must know what follows it")
            .advise(given.into_iter().flatten().map(Advice::Replace));
        let mut types = Set::default();
        types.extend(first.ty());
        let mut others = [second].into_iter().chain(more());
        let of_one_type = others.any(|it| it.ty().is_some_and(|ty| !types.insert(ty)));
        if first.kind == CombinatorKind::Constructor && of_one_type {
            diagnostic
                .note("they have the same type, so a reader could not tell them apart")
                .fixed()
        } else {
            diagnostic.advise([intended(second, self.programs)])
        }
    }

    /// Whether the text gives another id, which is neither allowed by a comment nor kept on purpose.
    fn is_copy(&mut self, it: &Combinator<'s>) -> bool {
        if it.id_matches_text || self.allowances.allows(Code::IdMismatch, it.span) {
            return false;
        }
        let reason = self.reasons.find(it, it.id);
        reason.is_none_or(|reason| !matches!(reason.way_out, WayOut::Keep))
    }
}

/// Returns the index of the field `query:!X`.
fn query(combinator: &ast::Combinator<'_>) -> Option<usize> {
    combinator.fields().iter().position(|field| field.bang)
}

/// Whether `combinator` has the fields before the query of `generic`. TDLib's `invokeWith…Prefix` are such
/// prefix forms: they encode the head of the request, and the query is appended as bytes.
fn is_prefix_form(combinator: &ast::Combinator<'_>, generic: &ast::Combinator<'_>) -> bool {
    let fields = combinator.fields();
    let head = query(generic).and_then(|query| generic.fields().get(..query));
    let Some(head) = head.filter(|head| head.len() == fields.len()) else {
        return false;
    };
    let name = |field: &ast::Field<'_>| field.name.map(|name| name.value.to_owned());
    head.iter()
        .zip(fields)
        .all(|(one, other)| name(one) == name(other))
        && combinator.params.is_empty()
        && query(combinator).is_none()
        && !combinator.is_builtin()
        && combinator.result.head().is_some()
}
