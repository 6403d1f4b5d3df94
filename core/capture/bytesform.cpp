// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/bytesform.h"

#include <array>

using namespace Qt::StringLiterals;

namespace optoscope {

namespace {

struct Name {
    BytesForm form;
    QLatin1StringView name;
};

constexpr std::array names{
    Name{BytesForm::Detect, "auto"_L1},       Name{BytesForm::Raw, "raw"_L1},
    Name{BytesForm::Hex, "hex"_L1},           Name{BytesForm::Log, "log"_L1},
    Name{BytesForm::HexDump, "hexdump"_L1},   Name{BytesForm::Written, "written"_L1},
    Name{BytesForm::Remarked, "remarks"_L1},  Name{BytesForm::Array, "array"_L1},
    Name{BytesForm::Decimal, "decimal"_L1},   Name{BytesForm::Tasmota, "tasmota"_L1},
    Name{BytesForm::Vzlogger, "vzlogger"_L1}, Name{BytesForm::Smartmeter, "smartmeter"_L1},
    Name{BytesForm::Portmon, "portmon"_L1},   Name{BytesForm::Text, "text"_L1},
    Name{BytesForm::Csv, "csv"_L1},
};

} // namespace

QList<BytesForm> bytesForms()
{
    QList<BytesForm> forms;
    for (const Name &name : names)
        if (name.form != BytesForm::Detect)
            forms.append(name.form);
    return forms;
}

QString bytesFormName(BytesForm form)
{
    for (const Name &name : names)
        if (name.form == form)
            return name.name;
    return {};
}

std::optional<BytesForm> bytesFormFromName(QStringView name)
{
    for (const Name &known : names)
        if (name.compare(known.name, Qt::CaseInsensitive) == 0)
            return known.form;
    return {};
}

} // namespace optoscope
