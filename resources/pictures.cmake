# What the self-test asks the hands to do, and the glyphs of the chain from port to meter. Only the
# window shows them, so they are compiled into it.
set(selftest_pictures
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/bridge-pi-header.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/bridge-usb-adapter.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/chain-led.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/chain-light.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/chain-meter.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/chain-port.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/chain-receiver.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/chain-wires.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/check-camera.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/ground-rx.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/inventory.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/led-dark.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/led-flashing.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/led-steady.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/meter-display.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/mirror-10mm.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/mirror-4mm.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/place-on-meter.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/plug-in-and-cover.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/remote-far.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/remote-near.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/remote-while-sending.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/remove-bridge.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/rotate-probe.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/second-probe.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/sun-cover-uncover.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/swap-wires.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/tape-receiver.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/uncover.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/watch-led.svg"
    "${CMAKE_CURRENT_LIST_DIR}/pictures/selftest/watch-meter-led.svg"
)
qt_add_resources(optoscope_ui optoscope_pictures
    PREFIX /pictures
    BASE "${CMAKE_CURRENT_LIST_DIR}/pictures"
    FILES ${selftest_pictures}
)
