# PowerShell completion for actlog. Tab asks actlog itself for the words; see docs/completion.md.
Register-ArgumentCompleter -Native -CommandName actlog, actlog.exe -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # What stands before the cursor, without its quotes; the last one is being typed.
    $words = @()
    $typed = ''
    foreach ($element in @($commandAst.CommandElements | Select-Object -Skip 1)) {
        if ($element.Extent.StartOffset -ge $cursorPosition) { break }
        $text = $element.Extent.Text
        if ($element.Extent.EndOffset -ge $cursorPosition) {
            $text = $text.Substring(0, $cursorPosition - $element.Extent.StartOffset)
            $typed = $text.TrimStart("'", '"')
            if ($text -match "^(['""]).+\1$") { $typed = $typed.Substring(0, $typed.Length - 1) }
        } elseif ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
            $words += $element.Value
        } else {
            $words += $text
        }
    }

    # An environment variable: older versions spoil quotes in arguments, and drop empty ones.
    $before = $env:ACTLOG_WORDS
    try {
        $env:ACTLOG_WORDS = (@($words) + $typed) -join "`n"
        $answer = & actlog completion words powershell environment 2>$null
    } catch {
        $answer = $null
    } finally {
        $env:ACTLOG_WORDS = $before
    }
    if (-not $answer -or $answer -eq 'files') { return }

    foreach ($offer in @(ConvertFrom-Json -InputObject ([string]::Join('', @($answer))))) {
        foreach ($one in @($offer)) {
            $text = [string]$one.text
            if ($text -match "[^\w+:,./-]" -or $text -match "^[-]?$") {
                # Curly quotes end a string as straight ones do; each is doubled.
                $text = "'" + ($text -replace "(['\u2018\u2019\u201a\u201b])", '$1$1') + "'"
            }
            $note = if ($one.note) { [string]$one.note } else { [string]$one.text }
            [System.Management.Automation.CompletionResult]::new($text, [string]$one.text, 'ParameterValue', $note)
        }
    }
}
