-- wrk's script: the method and the body are arguments, what came out is a line of JSON.
-- There is no function `response`, which would cost something for each answer.

function init(args)
  wrk.method = args[1]
  if args[2] and args[2] ~= "" then
    wrk.body = args[2]
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('{"requests":%d,"microseconds":%d,"bytes":%d,"failed":%d}\n',
    summary.requests, summary.duration, summary.bytes, failed))
end
