"""tonlib, for the server at the port that the first argument is. The second one is the block that its
chain begins with, as JSON.

tonlib asks this program to bring its queries to a server, so the network is ours.
"""

import base64
import ctypes
import json
import platform
import socket
import struct
import sys
import time
from importlib import resources


def load():
    name = f'distlib/linux/libtonlibjson.{platform.machine()}.so'
    library = ctypes.CDLL(str(resources.files('pytonlib').joinpath(name)))
    library.tonlib_client_json_create.restype = ctypes.c_void_p
    library.tonlib_client_json_send.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.tonlib_client_json_receive.argtypes = [ctypes.c_void_p, ctypes.c_double]
    library.tonlib_client_json_receive.restype = ctypes.c_char_p
    library.tonlib_client_set_verbosity_level(0)
    return library


class Server:
    def __init__(self, port):
        self.socket = socket.create_connection(('127.0.0.1', port), timeout=20)

    def exchange(self, query):
        self.socket.sendall(struct.pack('<I', len(query)) + query)
        length, = struct.unpack('<I', self.read(4))
        return self.read(length)

    def read(self, length):
        data = b''
        while len(data) < length:
            part = self.socket.recv(length - len(data))
            if not part:
                raise EOFError('the server has gone')
            data += part
        return data


def call(library, client, server, request):
    """Makes a call of tonlib, and brings its queries to the server."""
    def send(request):
        library.tonlib_client_json_send(client, json.dumps(request).encode())

    send({**request, '@extra': 'it'})
    end = time.monotonic() + 30
    while time.monotonic() < end:
        received = library.tonlib_client_json_receive(client, 1.0)
        if not received:
            continue
        received = json.loads(received)
        if received.pop('@extra', None) == 'it':
            return received
        if received['@type'] == 'updateSendLiteServerQuery':
            answer = server.exchange(base64.b64decode(received['data']))
            answer = base64.b64encode(answer).decode()
            send({'@type': 'onLiteServerQueryResult', 'id': received['id'], 'bytes': answer})
    raise TimeoutError(request['@type'])


def main(port, start):
    library, server = load(), Server(port)
    client = library.tonlib_client_json_create()
    network = {
        'liteservers': [],
        'validator': {'@type': 'validator.config.global', 'zero_state': start},
    }
    config = {
        'config': json.dumps(network),
        'blockchain_name': 'example',
        'use_callbacks_for_network': True,
        'ignore_cache': True,
    }
    options = {'config': config, 'keystore_type': {'@type': 'keyStoreTypeInMemory'}}
    for request in (
        {'@type': 'init', 'options': options},
        {'@type': 'sync'},
        {'@type': 'liteServer.getInfo'},
    ):
        answer = call(library, client, server, request)
        answer.pop('config_info', None)
        print(json.dumps(answer, sort_keys=True))


main(int(sys.argv[1]), json.loads(sys.argv[2]))
