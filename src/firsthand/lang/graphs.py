"""ONNX graphs as bytes: the tensors of one read, a small one written. So that neither onnx nor torch is needed to run a model.

The file is Protocol Buffers; of ONNX's messages (onnx.proto3) only the fields that are needed are known here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Attribute = int | float | Sequence[int]
TYPES: dict[int, str] = {1: "<f4", 2: "|u1", 3: "|i1", 6: "<i4", 7: "<i8"}  # TensorProto.DataType
NUMBER_OF = {np.dtype(name): number for number, name in TYPES.items()}
VARINT, LONG, BYTES, SHORT = 0, 1, 2, 5  # wire types
IR_VERSION, OPSET = 8, 17
MICROSOFT = "com.microsoft"  # the domain of onnxruntime's own operators


def tensors(data: bytes) -> dict[str, Array]:
    """The named tensors (initializers) that a model file holds."""
    graph = next(bytes(v) for number, v in _fields(memoryview(data)) if number == 7)
    found = (_tensor(v) for number, v in _fields(memoryview(graph)) if number == 5)
    return dict(found)


class Graph:
    """A graph as it is put together. `add` gives the name of a node's output, or of its outputs."""

    def __init__(self, inputs: Mapping[str, tuple[int, Sequence[str]]]) -> None:
        self._inputs = inputs  # name -> type's number, names of the free sizes
        self._nodes: list[bytes] = []
        self._held: list[bytes] = []
        self._made = 0

    def hold(self, array: Array) -> str:
        """A constant."""
        name = self._name("held")
        dims = b"".join(_varint(1, n) for n in array.shape)
        raw = np.ascontiguousarray(array).tobytes()
        kind = _varint(2, NUMBER_OF[array.dtype])
        self._held.append(dims + kind + _bytes(8, name.encode()) + _bytes(9, raw))
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: Attribute) -> str:
        """A node with one output. An input that is left out is an empty name."""
        return self.add_many(kind, 1, *inputs, domain=domain, **attributes)[0]

    def add_many(self, kind: str, outputs: int, *inputs: str, domain: str = "", **attributes: Attribute) -> list[str]:
        names = [self._name(kind) for _ in range(outputs)]
        parts = [_bytes(1, x.encode()) for x in inputs] + [_bytes(2, x.encode()) for x in names]
        parts += [_bytes(4, kind.encode())]
        parts += [_bytes(5, _attribute(key, value)) for key, value in attributes.items()]
        self._nodes.append(b"".join([*parts, _bytes(7, domain.encode())]))
        return names

    def model(self, *outputs: str) -> bytes:
        """The file, with those outputs, of 32-bit floats."""
        graph = [_bytes(1, node) for node in self._nodes] + [_bytes(2, b"firsthand")]
        graph += [_bytes(5, held) for held in self._held]
        graph += [_bytes(11, _value(name, number, sizes)) for name, (number, sizes) in self._inputs.items()]
        graph += [_bytes(12, _value(output, 1, ())) for output in outputs]
        sets = [_bytes(8, _bytes(1, d.encode()) + _varint(2, v)) for d, v in (("", OPSET), (MICROSOFT, 1))]
        return b"".join([_varint(1, IR_VERSION), *sets, _bytes(7, b"".join(graph))])

    def _name(self, kind: str) -> str:
        self._made += 1
        return f"{kind}_{self._made}"


# Reading


def _fields(data: memoryview) -> Iterator[tuple[int, Any]]:
    """Each field's number with its value: an int, or a view of bytes."""
    at = 0
    while at < len(data):
        key, at = _read_varint(data, at)
        number, wire = key >> 3, key & 7
        if wire == VARINT:
            value, at = _read_varint(data, at)
            yield number, value
            continue
        size = 8 if wire == LONG else 4
        if wire == BYTES:
            size, at = _read_varint(data, at)
        yield number, data[at : at + size]
        at += size


def _read_varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _tensor(data: memoryview) -> tuple[str, Array]:
    dims: list[int] = []
    name, kind, raw = "", 1, b""
    for number, value in _fields(data):
        if number == 1:
            dims += [value] if isinstance(value, int) else list(_packed(value))
        elif number == 2:
            kind = value
        elif number == 8:
            name = bytes(value).decode()
        elif number == 9:
            raw = bytes(value)
    return name, np.frombuffer(raw, dtype=TYPES[kind]).reshape(dims) if raw and kind in TYPES else np.empty(0)


def _packed(data: memoryview) -> Iterator[int]:
    at = 0
    while at < len(data):
        value, at = _read_varint(data, at)
        yield value


# Writing


def _number(value: int) -> bytes:
    out = bytearray()
    value &= (1 << 64) - 1
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _varint(number: int, value: int) -> bytes:
    return _number(number << 3 | VARINT) + _number(value)


def _bytes(number: int, value: bytes) -> bytes:
    return _number(number << 3 | BYTES) + _number(len(value)) + value


def _attribute(name: str, value: Attribute) -> bytes:
    head = _bytes(1, name.encode())
    if isinstance(value, float):
        return head + _number(2 << 3 | SHORT) + struct.pack("<f", value) + _varint(20, 1)
    if isinstance(value, int):
        return head + _varint(3, value) + _varint(20, 2)
    return head + b"".join(_varint(8, x) for x in value) + _varint(20, 7)


def _value(name: str, number: int, sizes: Sequence[str]) -> bytes:
    shape = b"".join(_bytes(1, _bytes(2, size.encode())) for size in sizes)
    kind = _varint(1, number) + (_bytes(2, shape) if sizes else b"")
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, kind))
