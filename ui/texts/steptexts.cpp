// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/steptexts.h"

#include "ui/texts/words.h"

namespace optoscope::texts {

namespace {

StepText portStep(TestStep step)
{
    switch (step) {
    case TestStep::W0:
        return {Words::tr("This computer"),
                Words::tr("It finds what stands in the port's way here: missing rights, another "
                          "program, a wrong setting."),
                Words::tr("It does not show that the port itself works."),
                Words::tr("Whether something on this computer is in the way.")};
    case TestStep::W1:
        return {Words::tr("What the port can do"),
                Words::tr("It shows that the port opens and takes the settings that a meter "
                          "needs."),
                Words::tr("A driver may say yes to settings that its chip does not keep."),
                Words::tr("Whether the port takes the settings that a meter needs.")};
    case TestStep::W2:
        return {Words::tr("Bridge from TX to RX"),
                Words::tr("It shows that what the port sends comes back, bit for bit and at the "
                          "right speed."),
                Words::tr("It says nothing about the probe, its polarity or its light."),
                Words::tr("Whether the port itself is good.")};
    case TestStep::W2b:
        return {Words::tr("Nothing at the port, then RX at ground"),
                Words::tr("It shows whether the port hears itself or noise when nothing is "
                          "connected, and whether it notices a low line."),
                Words::tr("It says nothing about the probe."),
                Words::tr("Whether an echo may come from the port instead of the light.")};
    default: break;
    }
    return {};
}

StepText lightStep(TestStep step)
{
    switch (step) {
    case TestStep::W3:
        return {Words::tr("In the dark"),
                Words::tr("It shows that a receiver without light is quiet, and that it does not "
                          "hear its own LED through the probe."),
                Words::tr("A dead receiver is quiet as well."),
                Words::tr("Whether the receiver is stuck, inverted or noisy.")};
    case TestStep::W3b:
        return {Words::tr("In the light of the room"),
                Words::tr("It shows whether daylight or a lamp disturbs the receiver."),
                Words::tr("It holds only for this light at this place."),
                Words::tr("Whether the light of the room disturbs the receiver.")};
    case TestStep::W4:
        return {Words::tr("The LED through a camera"),
                Words::tr("It shows that the LED lights up when the port sends and is dark at "
                          "rest."),
                Words::tr("It does not tell how strong the LED is."),
                Words::tr("Whether the LED works, and whether LED and receiver are both upside "
                          "down.")};
    case TestStep::W4b:
        return {Words::tr("The LED with the wires swapped"),
                Words::tr("It shows whether TX and RX are the wrong way round."),
                Words::tr("If the LED stays dark, it does not tell what of it is broken."),
                Words::tr("Whether the wires are swapped.")};
    case TestStep::W5:
        return {Words::tr("TV remote and sun"),
                Words::tr("It shows whether the receiver reacts to light at all, and how weak the "
                          "light may be."),
                Words::tr("A slow receiver misses a remote and may still read a meter."),
                Words::tr("Whether the receiver is alive without its own LED.")};
    case TestStep::W5b:
        return {Words::tr("TV remote while sending"),
                Words::tr("It shows whether the receiver hears at least two lights together."),
                Words::tr("It does not show that it hears one of them alone."),
                Words::tr("Whether a receiver that seems deaf reacts to anything.")};
    case TestStep::W6:
        return {Words::tr("The mirror"),
                Words::tr("It sends the probe's own light back into its receiver: an exact echo "
                          "proves the whole way out and in."),
                Words::tr("Two inversions cancel out in it, and light inside the probe looks the "
                          "same."),
                Words::tr("Whether characters get out as light and back in unharmed.")};
    case TestStep::W7:
        return {Words::tr("Tape over the receiver"),
                Words::tr("It shows whether the echo really went through the receiver's window."),
                Words::tr("It says nothing about the receiver."),
                Words::tr("Whether the echo came through the light or another way.")};
    default: break;
    }
    return {};
}

StepText meterStep(TestStep step)
{
    switch (step) {
    case TestStep::W8:
        return {Words::tr("On the meter"),
                Words::tr("It asks the meter as the standard says and looks whether it answers."),
                Words::tr("A silent meter may be closed, asleep or speak something else."),
                Words::tr("Whether the meter answers a sign-on.")};
    case TestStep::W9:
        return {Words::tr("Other ways to ask the meter"),
                Words::tr("It listens and asks in every way that meters are known for, and with "
                          "the probe turned."),
                Words::tr("If nothing answers, a protocol that is not known here is still "
                          "possible."),
                Words::tr("Whether the meter wants to be asked in another way.")};
    case TestStep::W10:
        return {Words::tr("A second probe"),
                Words::tr("It shows that another receiver and another LED understand this "
                          "probe."),
                Words::tr("If it fails, either of the two may be at fault."),
                Words::tr("Whether the probe works with others than itself.")};
    default: break;
    }
    return {};
}

} // namespace

StepText stepText(TestStep step)
{
    switch (step) {
    case TestStep::none:
        return {Words::tr("A recording"), Words::tr("It shows what was on the line at that time."),
                Words::tr("It does not show the probe without the meter."),
                Words::tr("What was on the line.")};
    case TestStep::W0:
    case TestStep::W1:
    case TestStep::W2:
    case TestStep::W2b: return portStep(step);
    case TestStep::W8:
    case TestStep::W9:
    case TestStep::W10: return meterStep(step);
    default: return lightStep(step);
    }
}

} // namespace optoscope::texts
