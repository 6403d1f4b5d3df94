# The virtual bench: scenarios by name (design §4) and the read-outs that their meters give.
qt_add_resources(optoscope_resources optoscope_bench
    PREFIX /
    FILES
        readouts/long.txt
        readouts/short.txt
        readouts/virtual-meter.txt
        scenarios/meter-answers-at-300.json
        scenarios/meter-baud-change-failed.json
        scenarios/meter-closed.json
        scenarios/meter-damaged-data.json
        scenarios/meter-format-mismatch.json
        scenarios/meter-locked.json
        scenarios/meter-long.json
        scenarios/meter-mode-a.json
        scenarios/meter-mode-b.json
        scenarios/meter-mode-c-2400.json
        scenarios/meter-needs-address.json
        scenarios/meter-needs-wake-up.json
        scenarios/meter-no-check.json
        scenarios/meter-push-only.json
        scenarios/meter-short.json
        scenarios/meter-slow.json
        scenarios/meter-sum7.json
        scenarios/meter-truncated.json
        scenarios/meter-wrong-check.json
)
