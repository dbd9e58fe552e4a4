/**
 * @apollo/gateway starts an OTLP exporter to its maker's host unless this is set when a gateway is made. Imported before
 * the package, so that no order of later imports can let it through.
 */
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
