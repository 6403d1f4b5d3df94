// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/porttraits.h"

#include <QTest>

using namespace optoscope;
using namespace std::chrono_literals;

class TestPortTraits : public QObject
{
    Q_OBJECT

    static AdapterTable table()
    {
        return AdapterTable::parse(
            "0403:6001\tFT232R\tlatency16ms,claimedByBrltty\tsetLatencyTimer,removeBrltty\tx\n"
            "067b:2303\tPL2303\tclonesRefused,noIcount\tuseOtherAdapter\tx\n"
            "tree arm,pl011\tPL011\t\t\tx\n");
    }

private Q_SLOTS:
    void aPortThatIsThereWasNotTaken()
    {
        PortFacts port;
        port.vendorId = 0x0403;
        port.productId = 0x6001;
        AdapterTraits traits = portTraits(port, table());
        QCOMPARE(traits.chip, u"FT232R"_qs);
        QCOMPARE(traits.limits, QList{AdapterLimit::latency16ms});
        QCOMPARE(traits.cures, QList{AdapterCure::setLatencyTimer});

        port.latency = 16ms;
        traits = portTraits(port, table());
        QCOMPARE(traits.limits, QList{AdapterLimit::latency16ms});

        port.latency = 1ms;
        traits = portTraits(port, table());
        QVERIFY(traits.limits.isEmpty() && traits.cures.isEmpty());
    }

    void otherLimitsStay()
    {
        PortFacts port;
        port.vendorId = 0x067B;
        port.productId = 0x2303;
        const AdapterTraits traits = portTraits(port, table());
        QCOMPARE(traits.limits, QList{AdapterLimit::noIcount});
        QVERIFY(traits.cures.isEmpty());
    }

    void deviceTreeAndUnknown()
    {
        PortFacts port;
        QVERIFY(portTraits(port, table()).chip.isEmpty());
        port.compatible = QStringList{u"arm,pl011"_qs, u"arm,primecell"_qs};
        QCOMPARE(portTraits(port, table()).chip, u"PL011"_qs);
    }
};

QTEST_APPLESS_MAIN(TestPortTraits)
#include "tst_porttraits.moc"
