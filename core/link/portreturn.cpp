// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/portreturn.h"

#include "core/link/inventory.h"
#include "core/link/portproblem.h"

#include <QFileInfo>
#include <QFileSystemWatcher>

namespace optoscope {

namespace {

constexpr std::chrono::milliseconds hostPause(500);
/// A new device gets its rights and links a little later than its name.
constexpr std::chrono::milliseconds hurriedPause(100);
constexpr int hurriedLooks = 20;
/// For folders that tell of no change.
constexpr std::chrono::milliseconds usualPause(800);

QString pathOf(const QString &name)
{
#ifdef Q_OS_UNIX
    return name.startsWith(u'/') ? name : QString(u"/dev/"_qs + name);
#else
    return name;
#endif
}

/// Where \a path may appear. The folder of a link goes with its last link.
QStringList foldersOf(const QString &path)
{
    QStringList folders;
#ifdef Q_OS_UNIX
    for (const QString &folder : {QFileInfo(path).absolutePath(), u"/dev"_qs}) {
        if (QFileInfo(folder).isDir() && !folders.contains(folder))
            folders.append(folder);
    }
#else
    Q_UNUSED(path)
#endif
    return folders;
}

bool isThere([[maybe_unused]] const QString &path)
{
#ifdef Q_OS_UNIX
    return QFileInfo::exists(path);
#else
    return true;
#endif
}

} // namespace

PortReturn::PortReturn(const Target &target)
    : m_target(target)
    , m_timer(this)
{
    if (target.kind == Target::Kind::Serial)
        m_adapter = readFacts(target.name);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PortReturn::look);
}

PortReturn::~PortReturn() = default;

void PortReturn::wait()
{
    if (m_target.kind == Target::Kind::Serial && !m_watcher)
        begin();
    arm();
}

void PortReturn::begin()
{
    m_watcher = std::make_unique<QFileSystemWatcher>();
    const QStringList folders = foldersOf(pathOf(m_target.name));
    if (!folders.isEmpty())
        m_watcher->addPaths(folders);
    connect(m_watcher.get(), &QFileSystemWatcher::directoryChanged, this, [this] {
        m_hurried = hurriedLooks;
        arm();
    });
    if (!m_adapter.vendorId)
        return;
    const QString own = devicePath(m_target.name);
    for (const PortFacts &facts : listPorts()) {
        if (facts.path != own && isSame(facts))
            m_others.append(facts.path);
    }
}

void PortReturn::arm()
{
    if (m_target.kind != Target::Kind::Serial)
        m_timer.start(hostPause);
    else
        m_timer.start(m_hurried > 0 ? hurriedPause : usualPause);
}

void PortReturn::look()
{
    const auto found = m_target.kind == Target::Kind::Serial ? find() : std::optional(m_target);
    m_hurried = std::max(0, m_hurried - 1);
    if (found)
        Q_EMIT mayBeBack(*found);
    else
        arm();
}

/// The same adapter; where it has no identity, whatever has its name.
bool PortReturn::isSame(const PortFacts &facts) const
{
    return facts.vendorId == m_adapter.vendorId && facts.productId == m_adapter.productId
        && facts.serialNumber == m_adapter.serialNumber;
}

std::optional<Target> PortReturn::find()
{
    if (isThere(pathOf(m_target.name)) && isSame(readFacts(m_target.name)))
        return m_target;
    if (!m_adapter.vendorId)
        return {};
    // Listing all ports is work; at the usual pace only the one that was seen is looked at.
    if (m_hurried == 0) {
        const bool isSeen = !m_seen.isEmpty() && isThere(m_seen) && isSame(readFacts(m_seen));
        return isSeen ? std::optional(Target{Target::Kind::Serial, m_seen, 0}) : std::nullopt;
    }
    for (const PortFacts &facts : listPorts()) {
        if (!isSame(facts) || m_others.contains(facts.path))
            continue;
        m_seen = facts.path;
        return Target{Target::Kind::Serial, facts.path, 0};
    }
    return {};
}

} // namespace optoscope
