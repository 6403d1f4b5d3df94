// SPDX-License-Identifier: GPL-3.0-or-later
// Takes one read-out with smartmeter-obis and prints what it reports as one JSON object:
//     node readmeter.cjs FOLDER_OF_NODE_MODULES PORT
'use strict';

const { createRequire } = require('node:module');
const path = require('node:path');

const [folder, port] = process.argv.slice(2);
const obis = createRequire(path.join(folder, 'package.json'))('smartmeter-obis');

const options = {
    protocol: 'D0Protocol',
    transport: 'SerialRequestResponseTransport',
    transportSerialPort: port,
    transportSerialBaudrate: 300,
    transportSerialDataBits: 7,
    transportSerialStopBits: 1,
    transportSerialParity: 'even',
    transportSerialMessageTimeout: 60000,
    requestInterval: -1,
    debug: 0,
    logger: (text) => process.stderr.write(`${text}\n`),
};

const transport = obis.init(options, (error, measurements) => {
    if (error) {
        process.stderr.write(`${error}\n`);
        process.exitCode = 1;
        transport.stop();
        return;
    }
    const report = {};
    for (const [id, measurement] of Object.entries(measurements))
        report[id] = measurement.getRawValue();
    process.stdout.write(JSON.stringify(report));
});
transport.process();
