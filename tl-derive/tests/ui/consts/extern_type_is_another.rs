#[derive(tl_runtime::TlObject)]
#[tl("photo id:long = Photo;")]
struct Photo {
    id: i64,
}

// The code of the generator for `--extern-type Video=crate::Photo`.
const _: () = ::tl_runtime::__private::demand_type(
    ::core::option::Option::Some(<Photo as ::tl_runtime::codec::Declared>::HEAD),
    false,
    ::tl_runtime::__private::Wanted::Type("Video"),
    "`extern_type` says that `Video` is `crate::Photo`, which is another type of TL",
);
