-- wrk: due from a day on
request = function()
   return wrk.format("GET", string.format("/milestones?from=2027-%02d-%02d", math.random(1, 4), math.random(1, 8)))
end
