// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/line/lineviewport.h"

#include <algorithm>

namespace optoscope {
namespace {

/// Share of the picture that is free before the session's beginning and after its end.
constexpr double margin = 0.03;
constexpr double leastNanosPerPixel = 20;
constexpr nanoseconds shortestSession = std::chrono::milliseconds(10);

} // namespace

double LineViewport::wholeScale() const
{
    const nanoseconds length = std::max(m_end - m_begin, shortestSession);
    const double room = std::max(1.0, m_scale.width * (1 - 2 * margin));
    return std::max(leastNanosPerPixel, static_cast<double>(length.count()) / room);
}

Instant LineViewport::earliest() const
{
    return m_begin - m_scale.span(m_scale.width * margin);
}

Instant LineViewport::latest() const
{
    return std::max(earliest(), m_end - m_scale.span(m_scale.width * (1 - margin)));
}

void LineViewport::fit()
{
    m_scale.nanosPerPixel = wholeScale();
    m_scale.begin = earliest();
}

void LineViewport::look(Instant begin)
{
    m_scale.begin = std::clamp(begin, earliest(), latest());
    m_isFollowing = m_scale.begin == latest();
}

void LineViewport::setFollowing(bool on)
{
    m_isFollowing = on;
    if (on)
        m_scale.begin = latest();
    else
        m_isWhole = false;
}

void LineViewport::setSession(Instant begin, Instant end)
{
    m_begin = begin;
    m_end = end;
    if (m_isWhole)
        fit();
    else if (m_isFollowing)
        m_scale.begin = latest();
}

void LineViewport::setWidth(int width, double pixelRatio)
{
    m_scale.width = width;
    m_scale.pixelRatio = pixelRatio;
    if (m_isWhole)
        fit();
    else if (m_isFollowing)
        m_scale.begin = latest();
}

void LineViewport::showWhole()
{
    m_isWhole = true;
    m_isFollowing = true;
    fit();
}

void LineViewport::show(const LineStretch &stretch)
{
    constexpr double part = 0.8;
    const auto length = static_cast<double>((stretch.end - stretch.begin).count());
    m_scale.nanosPerPixel =
        std::clamp(length / std::max(1.0, m_scale.width * part), leastNanosPerPixel, wholeScale());
    m_isWhole = false;
    look(stretch.begin - (m_scale.span(m_scale.width) - (stretch.end - stretch.begin)) / 2);
}

void LineViewport::bringIntoSight(const LineStretch &stretch)
{
    if (stretch.begin >= m_scale.begin && stretch.end <= m_scale.end())
        return;
    const nanoseconds width = m_scale.span(m_scale.width);
    const nanoseconds length = stretch.end - stretch.begin;
    m_isWhole = false;
    if (length > width)
        look(stretch.begin - width / 10);
    else if (stretch.end < m_scale.begin || stretch.begin > m_scale.end())
        look(stretch.begin - (width - length) / 2);
    else
        look(stretch.begin < m_scale.begin ? stretch.begin : stretch.end - width);
}

void LineViewport::zoom(double x, double factor)
{
    const Instant at = m_scale.at(x);
    const double wanted = m_scale.nanosPerPixel / factor;
    if (wanted >= wholeScale()) {
        showWhole();
        return;
    }
    m_isWhole = false;
    m_scale.nanosPerPixel = std::max(wanted, leastNanosPerPixel);
    look(at - m_scale.span(x));
}

void LineViewport::pan(double pixels)
{
    setBegin(m_scale.begin + m_scale.span(pixels));
}

void LineViewport::setBegin(Instant begin)
{
    if (m_isWhole && earliest() == latest())
        return;
    m_isWhole = false;
    look(begin);
}

void LineViewport::showBegin()
{
    setBegin(earliest());
}

void LineViewport::showEnd()
{
    setBegin(latest());
}

} // namespace optoscope
