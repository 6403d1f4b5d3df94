const char *telegram =
    "/ABC5METER\r\n"
    "\x02" "0.0.0(12345678)\r\n1.8.0(000123.4*kWh)\r\n!\r\n"
    "\003@";
