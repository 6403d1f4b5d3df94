// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/knowledge/obistable.h"
#include "ui/charts/chartdata.h"
#include "ui/readout/readoutpage.h"

#include <QSet>
#include <QThreadPool>
#include <QTimeZone>
#include <QTimer>
#include <QWidget>

class QAction;
class QActionGroup;
class QComboBox;
class QLabel;
class QSplitter;

namespace optoscope {

class ChartLegend;
class ChartView;
class LegendModel;
class PollBar;
class TimeWindow;

/// The charts of polled registers and of the link's health, with all that acts on them. It is fed
/// with values and knows neither who polls nor where readings are kept.
class ChartPage final : public QWidget
{
    Q_OBJECT
public:
    ChartPage(const ObisTable &names, SaveFileChooser chooser, QWidget *parent = nullptr);
    ~ChartPage() override;

    /// All series that there are; those that were there keep their samples. What is shown is kept
    /// by code and unit, so that a replaced meter's lines go on.
    void setSeries(const QList<Series> &series);
    void appendSamples(qint64 series, const QList<Sample> &samples);
    void appendPolls(const QList<PollRecord> &polls);
    /// How often the meter is polled; nothing: that is seen from the samples.
    void setInterval(std::optional<std::chrono::milliseconds> interval);
    void clear();
    /// Drops the oldest quarter of the time if there are more than \a most samples; since when
    /// there still are some, if so.
    std::optional<UtcTime> makeRoom(qsizetype most);
    void setZone(const QTimeZone &zone);

    PollBar *pollBar() const { return m_polls; }
    ChartView *chart() const { return m_chart; }
    ChartView *healthChart() const { return m_health; }
    TimeWindow *timeWindow() const { return m_window; }
    ChartData *chartData() const { return m_data; }
    const ChartData *healthData() const { return m_healthData; }
    QList<QAction *> exportActions() const { return {m_savePng, m_saveSvg, m_saveCsv}; }
    QAction *healthAction() const { return m_showHealth; }
    QAction *followAction() const { return m_follow; }
    /// A sentence beside the tools, such as where a file was saved.
    void say(const QString &message);

Q_SIGNALS:
    /// The trace of a poll is wanted.
    void pollChosen(const optoscope::PollRecord &poll);
    /// A line is shown for the first time.
    void lineShown(qint64 series);

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeActions();
    void makeRanges();
    void makeModes();
    QWidget *makeTools();
    void layOut();
    void connectParts();
    void adoptData();
    std::optional<std::pair<UtcTime, UtcTime>> reach() const;
    void adoptWindow();
    void adoptCursor();
    void adoptMode();
    void alignCharts();
    void chooseFirst(QList<ChartLine> &lines) const;
    QString nameOf(const Series &series) const;
    QList<ChartView *> shownCharts() const;
    void savePicture(bool isVector);
    void saveCsv();
    QString askFile(const QString &title, const QString &ending, const QString &filter);
    void tell(const QString &file, const QString &error);
    void showMenu(const QPoint &globalPosition);

    ObisTable m_names;
    SaveFileChooser m_chooser;
    ChartData *m_data;
    ChartData *m_healthData;
    TimeWindow *m_window;
    LegendModel *m_legendModel;
    PollBar *m_polls;
    ChartView *m_chart;
    ChartView *m_health;
    ChartLegend *m_legend;
    QSplitter *m_splitter;
    QComboBox *m_mode;
    QLabel *m_message;
    QActionGroup *m_ranges;
    QAction *m_follow = nullptr;
    QAction *m_zoomIn = nullptr;
    QAction *m_zoomOut = nullptr;
    QAction *m_showHealth = nullptr;
    QAction *m_savePng = nullptr;
    QAction *m_saveSvg = nullptr;
    QAction *m_saveCsv = nullptr;
    QSet<QByteArray> m_wanted; ///< code and unit of what is shown
    QTimer m_align;
    QThreadPool m_pool; ///< writes tables
};

} // namespace optoscope
