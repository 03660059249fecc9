//! The client's side of the exchange.

use tl_runtime::codec::to_bytes_bare;
use tl_runtime::{DecodeOptions, Function, to_bytes};

use super::asked::number;
use super::{cipher, first_salt, open, seal};
use crate::Error;
use crate::crypto::diffie_hellman::{self, Secret};
use crate::crypto::factor::factors;
use crate::crypto::hash::sha1;
use crate::crypto::rsa::PublicKey;
use crate::crypto::{AuthKey, random};
use crate::frames::Plain;
use crate::message_id::{MessageIds, Origin};
use crate::packets::Packets;
use crate::tl::mtproto::{enums, functions, types};

/// Agrees on a key with a server; also returns its first salt.
pub(crate) async fn agree(
    packets: &mut Packets,
    ids: &mut MessageIds,
    server: &PublicKey,
) -> Result<(AuthKey, i64), Error> {
    // ANCHOR: begin
    let nonce = random::array()?;
    let work = call(packets, ids, &functions::ReqPqMulti { nonce }).await?;
    let known = (nonce, work.server_nonce);
    let fingerprint = server.fingerprint()?;
    let is_server = work.server_public_key_fingerprints.contains(&fingerprint);
    if work.nonce != nonce || !is_server {
        return Err(Error::Protocol("this is another server"));
    }

    let new_nonce = random::array()?;
    let request = first_secret(&work, new_nonce, server, fingerprint)?;
    let enums::ServerDhParams::Ok(params) = call(packets, ids, &request).await? else {
        return Err(Error::Protocol("the server refuses the key"));
    };
    // ANCHOR_END: begin
    if (params.nonce, params.server_nonce) != known {
        return Err(Error::Protocol("the numbers are of another exchange"));
    }
    let cipher = cipher(&work.server_nonce, &new_nonce);
    let (hash, object) = open(cipher, &params.encrypted_answer)?;
    let (half, padding) =
        DecodeOptions::new().decode_prefix::<types::ServerDhInnerData>(&object)?;
    let length = object.len() - padding.len();
    if object.get(..length).map(|half| sha1(&[half])) != Some(hash) {
        return Err(Error::Protocol("the hash of the server's half is wrong"));
    }
    if (half.nonce, half.server_nonce) != known {
        return Err(Error::Protocol("the numbers are of another exchange"));
    }
    if !diffie_hellman::is_known(half.g, &half.dh_prime) {
        return Err(Error::Protocol("the group is not known to be safe"));
    }

    let secret = Secret::random()?;
    let key = secret.agree(&half.g_a)?;
    let own_half = types::ClientDhInnerData {
        nonce,
        server_nonce: work.server_nonce,
        retry_id: 0,
        g_b: secret.public(),
    };
    let request = functions::SetClientDhParams {
        nonce,
        server_nonce: work.server_nonce,
        encrypted_data: seal(cipher, &to_bytes(&own_half)?)?,
    };
    let enums::SetClientDhParamsAnswer::DhGenOk(done) = call(packets, ids, &request).await? else {
        return Err(Error::Protocol("the server does not take the key"));
    };
    if (done.nonce, done.server_nonce) != known
        || done.new_nonce_hash1 != key.new_nonce_hash(&new_nonce, 1)
    {
        return Err(Error::Protocol("the server has another key"));
    }
    Ok((key, first_salt(&work.server_nonce, &new_nonce)))
}

/// Returns the call with the requested factors and the first secret.
fn first_secret(
    work: &types::ResPq,
    new_nonce: [u8; 32],
    server: &PublicKey,
    public_key_fingerprint: i64,
) -> Result<functions::ReqDhParams, Error> {
    let product = number(&work.pq).and_then(factors);
    let (p, q) = product.ok_or(Error::Protocol("the product of two primes is none"))?;
    let [p, q] = [p, q].map(significant);
    let secret: enums::PQInnerData = types::PQInnerDataDc {
        pq: work.pq.clone(),
        p: p.clone(),
        q: q.clone(),
        nonce: work.nonce,
        server_nonce: work.server_nonce,
        new_nonce,
        dc: 2,
    }
    .into();
    Ok(functions::ReqDhParams {
        nonce: work.nonce,
        server_nonce: work.server_nonce,
        p,
        q,
        public_key_fingerprint,
        encrypted_data: server.encrypt(&to_bytes(&secret)?)?,
    })
}

/// Returns a big-endian number without leading zeros.
fn significant(number: u64) -> Vec<u8> {
    let zero = |byte: &u8| *byte == 0;
    number.to_be_bytes().into_iter().skip_while(zero).collect()
}

// ANCHOR: call
/// Makes a call before there is a key.
async fn call<F: Function>(
    packets: &mut Packets,
    ids: &mut MessageIds,
    call: &F,
) -> Result<F::Response, Error> {
    let packet = to_bytes_bare(&Plain {
        auth_key_id: 0,
        msg_id: ids.next(Origin::Client),
        body: &to_bytes(call)?,
    })?;
    packets.write(&packet).await?;
    let answer = packets.read().await?;
    let answer = answer.ok_or(Error::Protocol("the server has gone"))?;
    let plain: Plain<'_> = DecodeOptions::new().decode_bare(&answer)?;
    if plain.auth_key_id != 0 {
        return Err(Error::Protocol("an encrypted packet before there is a key"));
    }
    Ok(call.decode_response(plain.body)?)
}
// ANCHOR_END: call
