"""Telethon, for the server that the first argument of this program describes.

`ids` in its place prints the ids of all that Telethon knows. Otherwise the second argument is a file
of calls with their answers, a line of JSON each. Every call is decoded, encoded and sent, and every
answer is decoded and encoded; each time the bytes must be the same.
"""

import asyncio
import json
import logging
import struct
import sys

from telethon import TelegramClient
from telethon.crypto import rsa
from telethon.extensions import BinaryReader
from telethon.sessions import MemorySession
from telethon.tl import alltlobjects, functions, types


def answered(answer, kind):
    """The bytes of an answer."""
    elements = {'int': '<i', 'long': '<q'}
    if kind.startswith('Vector<'):
        element = elements.get(kind[len('Vector<'):-1])
        parts = [struct.pack(element, a) if element else bytes(a) for a in answer]
        return struct.pack('<Ii', 0x1cb5c415, len(parts)) + b''.join(parts)
    if kind == 'Bool':
        return struct.pack('<I', 0x997275b5 if answer else 0xbc799737)
    return bytes(answer)


def compare(what, found, expected):
    if found != expected:
        at = next((i for i, (f, e) in enumerate(zip(found, expected)) if f != e), 0)
        near = slice(max(at - 16, 0), at + 16)
        raise ValueError(f'{what} at {at}: {found[near].hex()} for {expected[near].hex()}')


async def check(client, case):
    call, expected = bytes.fromhex(case['call']), bytes.fromhex(case['answer'])
    request = BinaryReader(call).tgread_object()
    compare(f'the call of {case["name"]}', bytes(request), call)
    # The way of `client(request)`, without looking entities up.
    answer = await client._sender.send(request)
    compare(f'the answer to {case["name"]}', answered(answer, case['type']), expected)


async def photo(client, server, id):
    photo = types.InputPhoto(id=id, access_hash=-1, file_reference=b'\x01\x5f')
    return await client(functions.photos.UpdateProfilePhotoRequest(id=photo))


async def main(server, cases):
    key = rsa.rsa.PublicKey(int(server['n'], 16), int(server['e'], 16))
    rsa._server_keys[int(server['fingerprint'])] = (key, False)
    session = MemorySession()
    session.set_dc(2, '127.0.0.1', server['port'])
    client = TelegramClient(session, 1, 'hash', receive_updates=False, retry_delay=0.1)
    await client.connect()

    # How many calls go out together.
    pack = client._sender._send_queue.get
    most = 0

    async def get():
        nonlocal most
        batch, data = await pack()
        most = max(most, len(batch or []))
        return batch, data

    client._sender._send_queue.get = get

    result = await photo(client, server, int(server['photo']))
    print(f'photo {result.photo.id} of {result.users[0].first_name}')
    try:
        await photo(client, server, 1)
    except Exception as error:
        print(f'{type(error).__name__} {error.code}')

    half = len(cases) // 2
    for case in cases[:half]:
        await check(client, case)
    print(f'{half} calls, restart')
    sys.stdin.readline()
    for case in cases[half:-20]:
        await check(client, case)
    print(f'{len(cases) - half - 20} calls')

    client._sender._state.salt = wrong = 5
    await asyncio.gather(*(check(client, case) for case in cases[-20:]))
    assert client._sender._state.salt != wrong
    print(f'20 calls in a container: {most >= 20}, with a wrong salt')
    await client.disconnect()


if sys.argv[1] == 'ids':
    print('\n'.join(f'{id:x}' for id in alltlobjects.tlobjects))
else:
    sys.stdout.reconfigure(line_buffering=True)
    # It asks for updates all the time, and there are none.
    logging.disable()
    with open(sys.argv[2]) as lines:
        cases = [json.loads(line) for line in lines]
    asyncio.run(asyncio.wait_for(main(json.loads(sys.argv[1]), cases), 300))
