// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/link/porttraits.h"

namespace optoscope {

namespace {

void forget(AdapterTraits &traits, AdapterLimit limit, AdapterCure cure)
{
    if (traits.limits.removeAll(limit) > 0)
        traits.cures.removeAll(cure);
}

} // namespace

AdapterTraits portTraits(const PortFacts &port, const AdapterTable &table)
{
    AdapterTraits traits =
        AdapterTraits::of(table.find(port.vendorId, port.productId, port.driver, port.compatible));
    forget(traits, AdapterLimit::claimedByBrltty, AdapterCure::removeBrltty);
    forget(traits, AdapterLimit::needsNewKernel, AdapterCure::updateKernel);
    forget(traits, AdapterLimit::clonesRefused, AdapterCure::useOtherAdapter);
    if (port.latency && *port.latency < longLatency)
        forget(traits, AdapterLimit::latency16ms, AdapterCure::setLatencyTimer);
    return traits;
}

} // namespace optoscope
