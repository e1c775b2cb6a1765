-- wrk: a milestone that bench-0 may see, by the rule of record_seen_by() in load_peer.c
local last = tonumber(os.getenv("RECORDS")) - 1
request = function()
   local n = math.random(0, last)
   local block = math.floor(n / 32)
   local m = block % 5 < 3 and n or block * 32
   return wrk.format("GET", string.format("/milestones/bench-%d/m%d", m % 32, m))
end
