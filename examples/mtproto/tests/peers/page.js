// The example of the page on photos.updateProfilePhoto, with its two arguments filled in, for the
// server that the first argument of this program describes.

const {Api, TelegramClient} = require('telegram');
const {StringSession} = require('telegram/sessions');
const {Logger} = require('telegram/extensions');
const {ConnectionTCPFull} = require('telegram/network');
const {_serverKeys} = require('telegram/crypto/RSA');
const bigInt = require('big-integer');

const server = JSON.parse(process.argv[2]);
_serverKeys.set(server.fingerprint, {n: bigInt(server.n, 16), e: parseInt(server.e, 16)});

const [apiId, apiHash] = [1, 'hash'];
const session = new StringSession('');
session.setDC(2, '127.0.0.1', 80);
// gramjs connects to port 80, whatever its session says, and saves no port above 32767.
class Connection extends ConnectionTCPFull {
    constructor(options) {
        super({...options, port: server.port});
    }
}
const client = new TelegramClient(session, apiId, apiHash, {
    connection: Connection,
    baseLogger: new Logger('none'),
});
setTimeout(() => process.exit(1), 60_000).unref();

(async function run() {
    await client.connect();
    const result = await client.invoke(new Api.photos.UpdateProfilePhoto({
        id: new Api.InputPhoto({
            id: bigInt(server.photo),
            accessHash: bigInt(-1),
            fileReference: Buffer.from([0x01, 0x5f]),
        }),
    }));
    console.log(result); // prints the result
})().catch((error) => console.log(`${error.code} ${error.errorMessage}`)).finally(() => process.exit());
