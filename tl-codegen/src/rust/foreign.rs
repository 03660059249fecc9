//! Schemas whose code is in another crate.

use tl_parser::ast::Program;
use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{CombinatorKind, Schema};
use tl_parser::source::Sources;
use tl_parser::{World, resolve};

use crate::rust::config::{Config, ExternSchema};
use crate::rust::names::Cases;
use crate::rust::plan::{Foreign, Path, Plans};

/// Returns the contents of the crates that the configuration names.
pub(crate) fn foreign(
    config: &Config,
    sources: &Sources,
    programs: &[Program<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Foreign> {
    let mut all = Vec::new();
    for ExternSchema { schema, module } in &config.extern_schemas {
        let mut files = sources.iter().zip(programs);
        let Some((_, program)) = files.find(|((_, source), _)| source.name == *schema) else {
            let message =
                format!("there is no schema `{schema}`, of which `{module}` would have the code");
            diagnostics.push(Diagnostic::placeless(Code::ForeignType, message));
            continue;
        };
        let mut alone = Vec::new();
        let schema = resolve(std::slice::from_ref(program), World::Closed, &mut alone);
        // A finding about the whole schema was already reported.
        alone.retain(|it| !diagnostics.contains(it));
        diagnostics.append(&mut alone);
        all.push(code_of(&schema, module));
    }
    all
}

/// Returns the contents of the code that is generated from a schema alone.
fn code_of(schema: &Schema<'_>, module: &str) -> Foreign {
    let (mut cases, mut unsupported) = (Cases::default(), Vec::new());
    let plans = Plans::new(
        schema,
        &Config::default(),
        &[],
        &mut cases,
        &mut unsupported,
    );
    let mut foreign = Foreign {
        module: module.into(),
        ..Foreign::default()
    };
    let path = |path: &Path| {
        let parts: Vec<&str> = path.parts.iter().map(|part| part.as_str()).collect();
        format!("{module}::{}", parts.join("::"))
    };
    for (ty, plan) in schema.types.iter().zip(&plans.types) {
        if let Some(plan) = plan {
            foreign.types.insert(ty.name.into(), path(&plan.path));
        }
    }
    for (it, plan) in schema.combinators.iter().zip(&plans.combinators) {
        match (it.kind, plan) {
            (_, None) => {}
            (CombinatorKind::Function, Some(_)) => {
                foreign.functions.insert(it.name.into());
            }
            (CombinatorKind::Constructor, Some(plan)) => {
                let path = (!plan.is_variant).then(|| path(&plan.path));
                foreign.constructors.insert(it.name.into(), path);
            }
        }
    }
    foreign
}
