//! Writes the model as Rust text.
//!
//! [`definition()`] writes what a person would write, and [`impls`] what the derive adds to it. The derive
//! calls `impls` with the item that it parsed, so both ways produce the same code.

mod codec;
mod conversion;
mod declare;
mod decode;
mod definition;
mod encode;
mod enums;
mod errors;
mod field_type;
pub(crate) mod folder;
mod function;
mod generics;
mod getters;
mod json;
mod layers;
mod layout;
mod lints;
mod mention;
mod nothing;
mod one_way;
mod registry;
mod run;
mod setters;
mod template;
mod transparent;
mod variables;
mod views;

use crate::rust::config::{Config, Impls};
use crate::rust::emit::folder::{Folder, HEADER, LARGE, Part};
use crate::rust::emit::template::{Docs, Output, Quoted, code, lines, rust};
use crate::rust::kept::Kept;
use crate::rust::model::{
    ExternItem, Ident, Item, KnownError, Module, RegistryEntry, Struct, Upgrade, Views,
};
use crate::rust::names::is_placeholder;

pub(crate) use views::is_copied;

/// Settings of the whole code.
#[derive(Debug, Clone)]
pub struct Context {
    /// The path of the runtime: `::tl_runtime`.
    pub runtime: String,
    /// Where the impls come from.
    pub impls: Impls,
    /// Whether items have a binary form.
    pub binary: bool,
    /// Whether items have a JSON form.
    pub json: bool,
    /// Whether items with a JSON form have serde's traits.
    pub serde: bool,
    /// Whether decode errors name their field.
    pub error_paths: bool,
    /// Whether items have documentation.
    pub docs: bool,
    /// Whether one of the user's attributes deprecates items.
    pub deprecates: bool,
    /// Whether some variants have fields, and some items have views.
    pub flat_views: bool,
    /// Whether clippy takes the name of a field for a placeholder.
    pub placeholders: bool,
}

impl Context {
    /// Creates the context from the user's options, as if the schema had no [placeholders](Self::placeholders).
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            runtime: config.runtime_path.clone(),
            impls: config.impls,
            binary: config.binary,
            json: config.has_json(),
            serde: config.serde,
            error_paths: config.has_error_paths(),
            docs: config.docs,
            deprecates: config
                .attributes
                .iter()
                .any(|it| it.value.0.contains("deprecated")),
            flat_views: !config.flat.is_empty() && !config.views.is_empty(),
            placeholders: config.rename.iter().any(|it| is_placeholder(&it.value.0)),
        }
    }
}

/// A file to which items are written one by one.
pub(crate) struct FileWriter<'c> {
    out: Output<'c>,
    /// Statements that mention what was written.
    mentions: Output<'c>,
    /// The open modules, from the outside in.
    modules: Vec<Ident>,
    /// The number of them around the modules of a schema: 1 in a layer, otherwise 0.
    outer: usize,
    /// The files, if there are several.
    folder: Option<Folder>,
}

impl<'c> FileWriter<'c> {
    /// Begins a file, or a folder, with how much was kept of the schema, and with the constant `LAYER` if it
    /// has one.
    pub(crate) fn new(
        kept: &Kept,
        layer: Option<i32>,
        config: &Config,
        context: &'c Context,
    ) -> Self {
        let mut writer = Self {
            out: Output::new(context),
            mentions: Output::new(context),
            modules: Vec::new(),
            outer: 0,
            folder: config.split.then(Folder::new),
        };
        lines!(
            writer.out,
            "
            #header
            #kept

            const _: () = #runtime::__private::interface(7);
            ",
            header = HEADER,
            kept = config.chooses().then(|| format!("// Kept {kept}."))
        );
        for feature in config.features() {
            lines!(
                writer.out,
                "

                #runtime::__require_#feature!();
                ",
                feature
            );
        }
        if let Some(layer) = layer {
            writer.layer(&layer.to_string());
        }
        writer
    }

    /// Writes the number of a layer into the open module.
    fn layer(&mut self, number: &str) {
        lines!(
            self.out,
            "

            /// The layer of the schema.
            #allow
            pub const LAYER: i32 = #number;
            ",
            allow = self.modules.is_empty().then_some(lints::OF_ROOT_ITEM),
            number
        );
        self.mention("LAYER");
    }

    /// Writes assertions, which the compiler checks, that the user's Rust types are the declared TL types.
    pub(crate) fn externs(&mut self, externs: &[ExternItem]) {
        // Without the binary form, they do not have to declare their TL type.
        let externs = if self.out.context.binary {
            externs
        } else {
            &[]
        };
        for it in externs {
            let message = format!(
                "`extern_type` says that `{}` is `{}`, which is another type of TL",
                it.tl, it.path
            );
            lines!(
                self.out,
                "

                const _: () = #runtime::__private::demand_type(
                    ::core::option::Option::Some(<#path as #runtime::codec::Declared>::HEAD),
                    false,
                    #runtime::__private::Wanted::#wanted,
                    #message,
                );
                ",
                path = it.path,
                wanted = code(|out| match it.is_constructor {
                    true => rust!(out, "Constructor(&[#tl])", tl = Quoted(&it.tl)),
                    false => rust!(out, "Type(#tl)", tl = Quoted(&it.tl)),
                }),
                message = Quoted(&message)
            );
        }
    }

    /// Begins a module inside of the open one.
    pub(crate) fn open<I>(&mut self, module: &Module<I>) {
        let ident = &module.ident;
        let is_views = self.modules.len() == self.outer && ident.as_str() == "views";
        let allow = match self.modules.last() {
            _ if is_views => Some(lints::of_views(self.out.context)),
            None => Some(lints::of_root(self.out.context)),
            Some(outer) => lints::of_module(ident, outer).map(str::to_owned),
        };
        self.begin(ident, &module.docs, allow);
    }

    /// Begins the module of a layer.
    pub(crate) fn open_layer(&mut self, module: &Ident, layer: u32) {
        let allow = lints::of_root(self.out.context);
        self.begin(module, &format!("Layer {layer}."), Some(allow));
        self.outer = self.modules.len();
        self.layer(&layer.to_string());
    }

    fn begin(&mut self, ident: &Ident, docs: &str, allow: Option<String>) {
        self.modules.push(ident.clone());
        if let Some(folder) = &mut self.folder {
            return folder.open((ident, docs, allow), &mut self.out);
        }
        lines!(
            self.out,
            "

            #docs
            #allow
            pub mod #ident {
            ",
            docs = Docs(docs),
            allow,
            ident
        );
        self.out.indent(4);
    }

    /// Writes an item into the open module.
    pub(crate) fn item(&mut self, item: &Item) {
        self.cut();
        write_item(item, &mut self.out);
        mention::item(&self.modules, item, &mut self.mentions);
    }

    /// Re-exports an item of another layer from the open module.
    pub(crate) fn reexport(&mut self, layer: &Ident, path: &[Ident], item: &Item) {
        layers::reexport(layer, path, self.modules.len(), &mut self.out);
        mention::item(&self.modules, item, &mut self.mentions);
    }

    /// Writes the conversions from items of the previous layer.
    pub(crate) fn upgrades(&mut self, upgrades: &[Upgrade]) {
        for upgrade in upgrades {
            self.cut();
            layers::upgrade(upgrade, &mut self.out);
        }
    }

    /// Writes the tables of all layers.
    pub(crate) fn layers(&mut self, numbers: &[u32]) {
        layers::tables(numbers, &mut self.out);
        self.mention("decode");
    }

    /// Returns the path of the open module.
    pub(crate) fn modules(&self) -> &[Ident] {
        &self.modules
    }

    /// Writes the view of the item at `path` into the open module.
    pub(crate) fn view(&mut self, item: &Item, path: &[Ident], views: &Views) {
        self.cut();
        views::view(item, path, views, &mut self.out);
        self.mention_view(item, path, views);
    }

    /// Re-exports the view of an item from another layer.
    pub(crate) fn reexport_view(
        &mut self,
        layer: &Ident,
        item: &Item,
        path: &[Ident],
        views: &Views,
    ) {
        let Some(view) = views.get(path) else { return };
        let paths = [Some(&view.path), view.parts.as_ref(), view.opened.as_ref()];
        for path in paths.into_iter().flatten() {
            layers::reexport(layer, path, self.modules.len(), &mut self.out);
        }
        self.mention_view(item, path, views);
    }

    fn mention_view(&mut self, item: &Item, path: &[Ident], views: &Views) {
        let outer = self.modules.get(..self.outer).unwrap_or_default();
        mention::view((outer, path), item, views, &mut self.mentions);
    }

    /// Writes the impl that answers a function with a view.
    pub(crate) fn answer(&mut self, item: &Struct, path: &[Ident], views: &Views) {
        self.cut();
        views::answer(item, path, views, &mut self.out);
    }

    /// Moves the items written so far to a file of their own if they are large.
    fn cut(&mut self) {
        if let Some(folder) = &mut self.folder {
            folder.cut(&mut self.out);
        }
    }

    /// Ends the open module.
    pub(crate) fn close(&mut self) {
        self.modules.pop();
        if let Some(folder) = &mut self.folder {
            return folder.close(&mut self.out);
        }
        self.out.dedent(4);
        self.out.line(0);
        self.out.push("}");
    }

    /// Writes the table of all constructors and functions.
    pub(crate) fn registry(&mut self, entries: &[RegistryEntry]) {
        registry::registry(entries, &mut self.out);
        self.mention("registry::decode");
    }

    /// Writes the type of all errors.
    pub(crate) fn errors(&mut self, known: &[KnownError]) {
        errors::errors(known, &mut self.out);
        for name in [
            "errors::RpcError::new",
            "errors::ErrorKind::name",
            "errors::ErrorKind::codes",
            "errors::ErrorKind::number",
        ] {
            self.mention(name);
        }
    }

    /// Mentions something of the open module.
    fn mention(&mut self, name: &str) {
        let modules = self.modules.iter();
        let modules: String = modules.map(|module| format!("{module}::")).collect();
        lines!(self.mentions, "let _ = #modules#name;", modules, name);
    }

    /// Returns the text of the file, which is `mod.rs` if there are others, and the other files.
    pub(crate) fn finish(mut self) -> (String, Vec<Part>) {
        let mentions = std::mem::replace(&mut self.mentions, Output::new(self.out.context));
        let mentions = mentions.finish();
        match &mut self.folder {
            None => self.write_mentions(&mentions),
            Some(folder) => {
                folder.settle(&mut self.out);
                for part in mention::parts(&mentions, LARGE) {
                    self.write_mentions(part);
                    self.cut();
                }
            }
        }
        match self.folder {
            Some(folder) => folder.finish(self.out),
            None => (self.out.finish(), Vec::new()),
        }
    }

    fn write_mentions(&mut self, mentions: &str) {
        if mentions.trim_end().is_empty() {
            return;
        }
        lines!(
            self.out,
            "

            // Mentions every item, so that the compiler does not call unused ones dead code.
            #allow
            const _: () = {
                #mentions
            };
            ",
            allow = lints::of_mentions(self.out.context),
            mentions = code(|out| {
                for mention in mentions.lines() {
                    out.line(0);
                    out.push(mention);
                }
            })
        );
    }
}

/// Returns the definition of an item, as a person would write it.
#[must_use]
pub fn definition(item: &Item, context: &Context) -> String {
    let mut out = Output::new(context);
    definition::definition(item, &mut out);
    out.finish()
}

/// Returns all code of an item.
pub(crate) fn item(item: &Item, context: &Context) -> String {
    let mut out = Output::new(context);
    write_item(item, &mut out);
    out.finish()
}

fn write_item(item: &Item, out: &mut Output<'_>) {
    definition::definition(item, out);
    match item {
        // There is no attribute that would describe it to the derive.
        Item::Enum(item) if item.variants.is_empty() => nothing::impls(item, out),
        item if out.context.impls == Impls::Generated => write_impls(item, out),
        _ => {}
    }
    match item {
        Item::Struct(item) => {
            definition::new(item, out);
            setters::setters(item, out);
        }
        Item::Enum(item) => {
            conversion::conversions(item, out);
            getters::getters(item, out);
        }
        Item::Alias(_) | Item::Transparent(_) => {}
    }
}

/// Returns the impls of an item: everything that the derive adds to it.
#[must_use]
pub fn impls(item: &Item, context: &Context) -> String {
    let mut out = Output::new(context);
    write_impls(item, &mut out);
    out.finish()
}

fn write_impls(item: &Item, out: &mut Output<'_>) {
    let (binary, json) = (out.context.binary, out.context.json);
    match item {
        Item::Struct(item) => {
            if binary {
                declare::declare_struct(item, out);
                if item.directions.decode {
                    decode::decode_struct(item, out);
                }
                if item.directions.encode {
                    encode::encode_struct(item, out);
                }
                function::function(item, out);
            }
            if json {
                json::json_struct(item, out);
                function::json_function(item, out);
            }
        }
        Item::Enum(item) if item.variants.is_empty() => {}
        Item::Enum(item) => {
            if binary {
                declare::declare_enum(item, out);
                if item.directions.decode {
                    enums::decode_enum(item, out);
                }
                if item.directions.encode {
                    enums::encode_enum(item, out);
                }
            }
            if json {
                json::json_enum(item, out);
            }
        }
        Item::Transparent(item) => {
            if binary {
                transparent::transparent(item, out);
            }
            if json {
                json::json_transparent(item, out);
            }
        }
        Item::Alias(_) => {}
    }
}

/// Returns the attribute of code that few programs need: it is compiled where it is called, and otherwise not
/// at all.
fn inline(is_compiled: bool) -> Option<&'static str> {
    (!is_compiled).then_some("#[inline]")
}
