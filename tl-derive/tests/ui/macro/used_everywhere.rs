use tl_runtime::value::AnyObject;
use tl_runtime::{Encode, Function, Identify, TlObject};

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("photo id:long = Photo;")]
struct Photo {
    id: i32,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("photos one:Photo bare:photo all:Vector<Photo> = Photos;")]
struct Photos {
    one: Photo,
    bare: Box<Photo>,
    all: Vec<Photo>,
}

#[derive(TlObject)]
enum Picture {
    #[tl("photoEmpty = Photo;")]
    Empty,
    Photo(Box<Photo>),
}

#[derive(TlObject)]
#[tl("getPhoto = Photo;", response = Photo)]
struct GetPhoto;

fn uses(photo: &Photo, bytes: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
    let object: Box<dyn AnyObject> = Box::new(photo.clone());
    tl_runtime::to_bytes(photo)?;
    let read: Photo = tl_runtime::from_bytes(bytes)?;
    let answer: Photo = GetPhoto.decode_response(bytes)?;
    assert_eq!((Photo::ID, read), (1, answer));
    Ok(())
}
