#[derive(tl_runtime::TlObject)]
#[tl("photo id:long = Photo;")]
struct Photo {
    id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl("getVideo = Video;", response = Photo)]
struct GetVideo;
