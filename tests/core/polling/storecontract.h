// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/polling/storesamples.h"

#include <QObject>

namespace optoscope {

/// What every store must do, file or server.
class StoreContract : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsWhatWasAdded();
    void addsNothingTwice();
    void unitsMakeSeries();
    void textIsNoSeries();
    void notAvailableIsAGap();
    void bracketsAreApart();
    void strangeTextComesBack();
    void keepsPollsAndFindings();
    void remembersPlans();
    void knowsThePast();
    void tellsNews();
    void sumsUp();
    void givesRowsForExport();
    void migratesAnOldStore();

protected:
    /// An empty store for each test.
    virtual StoreAddress address() = 0;
    std::unique_ptr<ReadingStore> store()
    {
        return valueIn(ReadingStore::open(address(), {false, std::chrono::seconds(5), false}));
    }
    std::unique_ptr<ReadingReader> reader() { return valueIn(ReadingReader::open(address())); }
};

} // namespace optoscope
