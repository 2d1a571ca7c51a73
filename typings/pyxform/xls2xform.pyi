from os import PathLike

class ConvertResult:
    xform: str
    warnings: list[str]

def convert(
    xlsform: str | PathLike[str] | bytes, warnings: list[str] | None = None, validate: bool = False
) -> ConvertResult: ...
