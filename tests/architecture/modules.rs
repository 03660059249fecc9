//! The uses of modules by other modules of a crate.

use std::collections::{BTreeMap, BTreeSet};

use super::source::Source;

/// The modules of a crate.
pub(super) struct Modules<'s> {
    sources: &'s [Source],
    all: BTreeSet<Vec<String>>,
    /// The items that a module re-exports, or imports for its children: `from_bytes` of the root is in `bytes`.
    imports: BTreeMap<Vec<String>, BTreeMap<String, Vec<String>>>,
}

impl<'s> Modules<'s> {
    pub(super) fn new(sources: &'s [Source]) -> Self {
        let all = sources
            .iter()
            .filter(|source| !source.is_test)
            .map(|source| source.module.clone())
            .collect();
        let mut modules = Self {
            sources,
            all,
            imports: BTreeMap::new(),
        };
        let mut imports: BTreeMap<Vec<String>, BTreeMap<String, Vec<String>>> = BTreeMap::new();
        for source in sources {
            for path in &source.paths {
                if let (Some(name), Some(found)) = (path.last(), modules.find(source, path)) {
                    if found.len() == source.module.len() + 1 && found.starts_with(&source.module) {
                        let names = imports.entry(source.module.clone()).or_default();
                        names.insert(name.clone(), found);
                    }
                }
            }
        }
        modules.imports = imports;
        modules
    }

    /// Returns the module that a path leads into.
    pub(super) fn find(&self, source: &Source, path: &[String]) -> Option<Vec<String>> {
        let absolute = self.absolute(source, path)?;
        let module = (0..=absolute.len())
            .rev()
            .map(|length| &absolute[..length])
            .find(|module| self.all.contains(*module))?;
        let item = absolute.get(module.len());
        let imported = item.and_then(|item| self.imports.get(module)?.get(item));
        Some(imported.cloned().unwrap_or_else(|| module.to_vec()))
    }

    /// Returns the path from the root of the crate; `None` if it leads out of the crate.
    fn absolute(&self, source: &Source, path: &[String]) -> Option<Vec<String>> {
        let first = path.first()?;
        if first == "crate" {
            return Some(path[1..].to_vec());
        }
        let ups = path.iter().take_while(|part| *part == "super").count();
        let up = source.module.len().checked_sub(ups)?;
        let base = &source.module[..up];
        if ups > 0 || first == "self" {
            let skip = if ups > 0 { ups } else { 1 };
            return Some([base, &path[skip..]].concat());
        }
        // A child module, without `self`.
        let child = [base, std::slice::from_ref(first)].concat();
        (path.len() > 1 && self.all.contains(&child)).then(|| [base, path].concat())
    }

    /// Returns the dependency cycles among the children of each module: each child with the next one that it
    /// uses.
    ///
    /// Dependencies between a module and its own children do not count.
    pub(super) fn circles(&self) -> Vec<String> {
        let parents: BTreeSet<&[String]> = self.all.iter().map(Vec::as_slice).collect();
        let mut circles = Vec::new();
        for parent in parents {
            let mut uses: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
            for source in self.sources.iter().filter(|source| !source.is_test) {
                let Some(user) = child(parent, &source.module) else {
                    continue;
                };
                for path in &source.paths {
                    let used = self.find(source, path);
                    let used = used.as_deref().and_then(|used| child(parent, used));
                    if let Some(used) = used.filter(|used| *used != user) {
                        let place = format!("{} names {}", source.file, path.join("::"));
                        let users = uses.entry(user.to_owned()).or_default();
                        users.entry(used.to_owned()).or_insert(place);
                    }
                }
            }
            circles.extend(circle(&uses));
        }
        circles
    }
}

/// Returns the child of `parent` that contains a module: `b` for `a::b::c` in `a`.
fn child<'m>(parent: &[String], module: &'m [String]) -> Option<&'m str> {
    module
        .strip_prefix(parent)
        .and_then(|rest| rest.first())
        .map(String::as_str)
}

/// Repeatedly removes children that use no remaining child or that no remaining child uses, until only cycles
/// and the paths between them are left.
fn circle(uses: &BTreeMap<String, BTreeMap<String, String>>) -> Vec<String> {
    let mut left: BTreeSet<&str> = uses.keys().map(String::as_str).collect();
    loop {
        let used: BTreeSet<&str> = left
            .iter()
            .flat_map(|user| uses[*user].keys().map(String::as_str))
            .collect();
        let stays = |name: &&str| {
            used.contains(name) && uses[*name].keys().any(|used| left.contains(used.as_str()))
        };
        let next: BTreeSet<&str> = left.iter().copied().filter(stays).collect();
        if next == left {
            break;
        }
        left = next;
    }
    let edges = left.iter().flat_map(|user| {
        let used = uses[*user]
            .iter()
            .filter(|(used, _)| left.contains(used.as_str()));
        used.map(move |(used, place)| format!("{user} -> {used}: {place}"))
    });
    edges.collect()
}
