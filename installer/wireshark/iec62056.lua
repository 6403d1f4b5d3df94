-- SPDX-License-Identifier: GPL-3.0-or-later
-- Shows IEC 62056-21 (electricity meters, optical port) in captures of link type RTAC Serial, as
-- Optoscope records them. Wireshark and tshark load it from their plugin folder or by
--   wireshark -X lua_script:iec62056.lua -d rtacser.data,iec62056 FILE
-- A message that is spread over packets is shown in the last of them.
-- Fields for filters: iec62056.kind, .text, .part, .manufacturer, .baud, .device, .code, .check,
-- .check.ok.

local proto = Proto("iec62056", "IEC 62056-21")

local kinds = {
    request = "Request", identification = "Identification", optionselect = "Option select",
    data = "Data", command = "Command", ack = "Acknowledge", nak = "Repeat request",
    brk = "Break", other = "Characters",
}
local bauds = {
    ["0"] = 300, ["1"] = 600, ["2"] = 1200, ["3"] = 2400, ["4"] = 4800, ["5"] = 9600,
    ["6"] = 19200, A = 600, B = 1200, C = 2400, D = 4800, E = 9600, F = 19200,
}

local f = {
    kind = ProtoField.string("iec62056.kind", "Message"),
    text = ProtoField.string("iec62056.text", "Text"),
    part = ProtoField.string("iec62056.part", "Part of a message"),
    manufacturer = ProtoField.string("iec62056.manufacturer", "Manufacturer"),
    baud = ProtoField.uint32("iec62056.baud", "Proposed baud"),
    device = ProtoField.string("iec62056.device", "Identification"),
    address = ProtoField.string("iec62056.address", "Device address"),
    option = ProtoField.string("iec62056.option", "Options"),
    command = ProtoField.string("iec62056.command", "Command"),
    dataset = ProtoField.string("iec62056.dataset", "Data set"),
    code = ProtoField.string("iec62056.code", "Code"),
    check = ProtoField.uint8("iec62056.check", "Check character", base.HEX),
    expected = ProtoField.uint8("iec62056.check.expected", "XOR over the block", base.HEX),
    ok = ProtoField.bool("iec62056.check.ok", "Check character is right"),
}
proto.fields = f

local e_check = ProtoExpert.new("iec62056.check.wrong", "The check character is wrong",
    expert.group.CHECKSUM, expert.severity.ERROR)
proto.experts = {e_check}

local names = {
    [0x00] = "<NUL>", [0x01] = "<SOH>", [0x02] = "<STX>", [0x03] = "<ETX>", [0x04] = "<EOT>",
    [0x06] = "<ACK>", [0x0A] = "<LF>", [0x0D] = "<CR>", [0x15] = "<NAK>",
}

local function visible(bytes)
    return (bytes:gsub(".", function(c)
        local code = c:byte()
        if names[code] then return names[code] end
        if code < 0x20 or code > 0x7E then return string.format("<%02X>", code) end
        return c
    end))
end

local function xor(a, b)
    local result, bit = 0, 1
    while a > 0 or b > 0 do
        if a % 2 ~= b % 2 then result = result + bit end
        a, b, bit = math.floor(a / 2), math.floor(b / 2), bit * 2
    end
    return result
end

-- What the characters begin with.
local function kind_of(bytes)
    local first = bytes:match("^[\r\n]*(.)") or ""
    if bytes:find("^%z*/%?") then return "request" end
    if first == "/" then return "identification" end
    if first == "\6" then return #bytes > 1 and "optionselect" or "ack" end
    if first == "\21" then return "nak" end
    if first == "\2" then return "data" end
    if bytes:sub(1, 3) == "\1B0" then return "brk" end
    if first == "\1" then return "command" end
    return "other"
end

-- A recorder writes while a message is still coming, so that it can be spread over packets.
local function is_coming(kind, bytes)
    local block = bytes:find("[\1\2]")
    if block then
        local last = bytes:find("[\3\4]", block)
        return not last or last == #bytes
    end
    local is_line = kind == "request" or kind == "identification" or kind == "optionselect"
    return is_line and not bytes:find("\n")
end

local longest_message, longest_pause = 65536, 2 -- characters, seconds
local event_of = Field.new("rtacser.eventtype")
local coming -- by direction: what came of a message so far, and when
local before -- by packet: what came of its message in the packets before it

function proto.init()
    coming, before = {}, {}
end

-- What came before this packet of the message that it belongs to.
local function beginning_of(own, pinfo)
    if pinfo.visited then return before[pinfo.number] or "" end
    local event = event_of()
    local direction = event and event.value or 0
    local known = coming[direction]
    local bytes = ""
    if known and pinfo.abs_ts - known.at < longest_pause then bytes = known.bytes end
    local whole = bytes .. own
    local goes_on = is_coming(kind_of(whole), whole) and #whole < longest_message
    coming[direction] = goes_on and {bytes = whole, at = pinfo.abs_ts} or nil
    -- Only what is shown is kept, so that memory grows with the capture and no faster.
    before[pinfo.number] = goes_on and known and bytes:sub(1, 3) or bytes
    return bytes
end

-- From behind STX or SOH to ETX or EOT, both ends as clause 6.2 has them.
local function add_check(tree, buffer, bytes, from)
    if not from then return end
    local last = bytes:find("[\3\4]", from)
    if not last or last >= #bytes then return end
    local sum = 0
    for i = from + 1, last do sum = xor(sum, bytes:byte(i) % 128) end
    local got = bytes:byte(last + 1) % 128
    local item = tree:add(f.check, buffer(last, 1), got)
    item:add(f.expected, buffer(last, 1), sum):set_generated()
    item:add(f.ok, buffer(last, 1), got == sum):set_generated()
    if got ~= sum then item:add_proto_expert_info(e_check) end
end

local function add_datasets(tree, buffer, bytes)
    local at = 1
    while true do
        local first, last, code = bytes:find("([^%(%)\r\n\2\3/!]*)%([^%(%)]*%)", at)
        if not first then return end
        local set = tree:add(f.dataset, buffer(first - 1, last - first + 1),
            visible(bytes:sub(first, last)))
        if #code > 0 then set:add(f.code, buffer(first - 1, #code), code) end
        at = last + 1
    end
end

local details = {}
function details.request(tree, buffer, bytes)
    local first, last, address = bytes:find("/%?([^!]*)!")
    if first and #address > 0 then tree:add(f.address, buffer(first + 1, #address), address) end
end
function details.identification(tree, buffer, bytes)
    if #bytes < 5 then return end
    tree:add(f.manufacturer, buffer(1, 3), bytes:sub(2, 4))
    local baud = bauds[bytes:sub(5, 5)]
    if baud then tree:add(f.baud, buffer(4, 1), baud) end
    local device = bytes:match("^[^\r\n]*", 6) or ""
    if #device > 0 then tree:add(f.device, buffer(5, #device), visible(device)) end
    local block = bytes:find("\2") -- modes A and D go on without being asked
    add_datasets(tree, buffer, bytes)
    add_check(tree, buffer, bytes, block)
end
function details.optionselect(tree, buffer, bytes)
    tree:add(f.option, buffer(1, math.min(3, #bytes - 1)), visible(bytes:sub(2, 4)))
end
function details.data(tree, buffer, bytes)
    add_datasets(tree, buffer, bytes)
    add_check(tree, buffer, bytes, bytes:find("[\1\2]"))
end
function details.command(tree, buffer, bytes)
    if #bytes >= 3 then tree:add(f.command, buffer(1, 2), bytes:sub(2, 3)) end
    add_datasets(tree, buffer, bytes)
    add_check(tree, buffer, bytes, bytes:find("[\1\2]"))
end
details.brk = details.command
function details.other(tree, buffer, bytes)
    add_datasets(tree, buffer, bytes)
end

function proto.dissector(buffer, pinfo, root)
    if buffer:len() == 0 then return 0 end
    local own = buffer:raw()
    local beginning = beginning_of(own, pinfo)
    local bytes = beginning .. own
    local kind = kind_of(bytes)
    local is_part = is_coming(kind, bytes)
    local title = kinds[kind] .. (is_part and ", part" or "")
    pinfo.cols.protocol = "IEC62056-21"
    pinfo.cols.info = title .. ": " .. visible(is_part and own or bytes)
    local tree = root:add(proto, buffer(), "IEC 62056-21, " .. title)
    if is_part then
        tree:add(f.part, buffer(), visible(own))
        return buffer:len()
    end
    local whole = buffer
    if #beginning > 0 then whole = ByteArray.new(bytes, true):tvb("Whole message") end
    tree:add(f.kind, whole(), kinds[kind])
    tree:add(f.text, whole(), visible(bytes))
    local add = details[kind]
    if add then add(tree, whole, bytes) end
    return buffer:len()
end

DissectorTable.get("rtacser.data"):add_for_decode_as(proto)
